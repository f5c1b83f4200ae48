"""What a page is asked for: the two dates that travel everything in time, and the addresses that keep them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from fastapi import Query, Request

from wireledger.errors import UsageError

ISO_DAY = r"^$|^\d{4}-\d{2}-\d{2}$"


@dataclass(frozen=True, slots=True)
class Asked:
    """``as_of``: the day in the world that is asked about; ``known_by``: the day by which it was published. ISO or None."""

    as_of: str | None = None
    known_by: str | None = None

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.as_of) if self.as_of else today()

    @property
    def dates(self) -> dict[str, str | None]:
        """As keyword arguments of the ledger's views."""
        return {"as_of": self.day.isoformat(), "known_by": self.known_by}

    def earlier(self, days: int) -> Asked:
        """The same question as it stood some days before: then, with what was known by then.

        Who looks back at a day from what was published later looks back at the day before from the same."""
        before = (self.day - dt.timedelta(days=days)).isoformat()
        if self.known_by is None:
            return Asked(before, None if self.as_of else before)
        return Asked(before, self.known_by if self.known_by > self.day.isoformat() else min(before, self.known_by))

    def address(self, path: str, **params: object) -> str:
        """A local address that keeps the two dates; parameters that are None or empty are left out."""
        kept = {"as_of": self.as_of, "known_by": self.known_by, **params}
        pairs = [(k, str(v)) for k, vs in kept.items() for v in (vs if isinstance(vs, (list, tuple)) else [vs])]
        asked = urlencode([(k, v) for k, v in pairs if v not in ("", "None")])
        return quote(path, safe="/:~.-_+") + (f"?{asked}" if asked else "")

    def shifted(self, days: int) -> str:
        """The day so many days later, ISO."""
        return (self.day + dt.timedelta(days=days)).isoformat()

    def here(self, path: str, params: list[tuple[str, str]], changed: dict[str, object]) -> str:
        """The address of a page with its own parameters, some of them (or the dates) changed; None takes one away."""
        kept: dict[str, object] = {}
        for name, value in params:
            kept[name] = [*kept[name], value] if isinstance(kept.get(name), list) else [value]  # type: ignore[misc]
        return self.address(path, **{**kept, **changed})


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def checked_day(value: str | None, name: str) -> str | None:
    """An ISO day of the address bar; None for none. Raises UsageError."""
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value.strip()[:10]).isoformat()
    except ValueError as error:
        raise UsageError(f"{name}: no ISO date: {value[:40]!r}; YYYY-MM-DD is wanted") from error


def asked(
    request: Request,
    as_of: str | None = Query(None, description="The day in the world that is asked about; today", max_length=40),
    known_by: str | None = Query(None, description="Only what was published by then; everything", max_length=40),
) -> Asked:
    """The two dates of a request. Raises UsageError."""
    return Asked(checked_day(as_of, "as_of"), checked_day(known_by, "known_by"))
