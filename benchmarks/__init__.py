"""Measurements of wireledger: ``python -m benchmarks``."""
