"""The same reading over an archive, on the cores of this machine or on Ray."""

from wireledger.scale.archive import Progress, read_archive

__all__ = ["Progress", "read_archive"]
