"""Bytes in, stories out: one file a format. Nothing here reads meaning."""

from wireledger.sources.item import Limits
from wireledger.sources.opening import open_sources

__all__ = ["Limits", "open_sources"]
