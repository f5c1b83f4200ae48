"""wireledger: a sourced, time-true ledger of what news stories report between states.

>>> import wireledger as wl
>>> reading = wl.read(text)
>>> wl.Ledger("desk.sqlite").agreements(as_of="2023-02-01")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["Ledger", "Reading", "code_pair", "locate", "read", "read_many", "resolve_actor"]

if TYPE_CHECKING:
    from wireledger.api import code_pair, locate, read, read_many, resolve_actor
    from wireledger.ledger import Ledger
    from wireledger.model import Reading

_HOME = {"Ledger": "wireledger.ledger", "Reading": "wireledger.model"}


def __getattr__(name: str) -> Any:
    # Loaded on first use: the language model takes a second, and the command line must start at once.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME.get(name, "wireledger.api")), name)
