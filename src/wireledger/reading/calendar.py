"""Calendar arithmetic for the stages; see :mod:`wireledger.periods`."""

from wireledger.periods import add_period, parse_period

__all__ = ["add_period", "parse_period"]
