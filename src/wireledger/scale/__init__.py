"""The same reading over an archive on a distributed engine."""
