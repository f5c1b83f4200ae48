"""The claims ledger: store, versions, merging, and views as of two dates."""

from wireledger.ledger.ledger import Ledger

__all__ = ["Ledger"]
