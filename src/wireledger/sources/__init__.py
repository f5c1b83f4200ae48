"""Bytes in, stories out: one file a format. Nothing here reads meaning."""

from wireledger.sources.fetching import Fetched, fetch
from wireledger.sources.item import Limits
from wireledger.sources.opening import FORMATS, open_sources
from wireledger.sources.watching import watch, watch_feeds

__all__ = ["FORMATS", "Fetched", "Limits", "fetch", "open_sources", "watch", "watch_feeds"]
