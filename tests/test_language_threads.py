"""Reading multiplies its matrices on one thread, and leaves the threads of the rest of the process as they were."""

from __future__ import annotations

import numpy  # noqa: F401  (brings the library whose threads are counted)
from threadpoolctl import ThreadpoolController

import wireledger as wl
from wireledger.reading import statements
from wireledger.reading.language import one_thread


def blas() -> list[int]:
    return [x["num_threads"] for x in ThreadpoolController().info() if x["user_api"] == "blas"]


def test_one_thread_inside_and_as_before_outside():
    before = blas()
    with one_thread():
        assert set(blas()) <= {1}
    assert blas() == before


def test_a_reading_is_made_on_one_thread(monkeypatch):
    seen, run = [], statements.run

    def look(draft):
        seen.append(blas())
        return run(draft)

    monkeypatch.setattr(statements, "run", look)
    before = blas()
    wl.read("Benin said on Monday that it had closed its border with Niger.", published="2024-05-06")
    assert seen
    assert set(seen[0]) <= {1}
    assert blas() == before
