"""Bytes in, stories out: one file a format. Nothing here reads meaning."""
