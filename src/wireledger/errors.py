"""Errors that a user meets, in one catalogue: each has a number, says what is wrong and how to mend it."""

from __future__ import annotations


class WireledgerError(Exception):
    """Base of all errors that wireledger raises on purpose. ``str(error)`` is one clear line."""

    code = "E000"


class SourceError(WireledgerError):
    """A source or one story of it could not be read. Names the source and the reason."""

    code = "E100"

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class MissingSource(SourceError):
    code = "E101"


class EmptyStory(SourceError):
    code = "E102"


class BinaryStory(SourceError):
    code = "E103"


class StoryTooLong(SourceError):
    code = "E104"


class NotEnglish(SourceError):
    code = "E105"

    def __init__(self, source: str, language: str, name: str | None = None) -> None:
        super().__init__(source, f"not in English but in {name or language} ({language}); set aside")
        self.language = language


class Undated(SourceError):
    """The story can be read, but nothing dates it and recording needs a date."""

    code = "E106"


class BadSource(SourceError):
    """Bytes that claim a format and do not keep it: broken XML, a truncated archive."""

    code = "E107"


class Fault(SourceError):
    """A fault of the program's own, met in reading one story: that story is set aside, others go on."""

    code = "E108"
    said = "cannot be read"
    """How the reason begins."""

    def __init__(self, source: str, error: Exception) -> None:
        super().__init__(source, f"{self.said}: " + " ".join(f"{type(error).__name__}: {error}".split())[:300])


class LedgerError(WireledgerError):
    code = "E200"


class UnknownId(LedgerError):
    code = "E201"


class UsageError(WireledgerError):
    """A value that the caller gave cannot be taken: a date that is none, a country that is none."""

    code = "E300"
