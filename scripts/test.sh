#!/usr/bin/env bash
# All the checks: lint, format, types, tests. Sets up .venv from the pinned requirements where it is not there.
set -euo pipefail
cd "$(dirname "$0")/.."
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
if ! .venv/bin/python -c '' 2>/dev/null; then python3 -m venv .venv; fi
.venv/bin/python -m pip install --quiet --require-hashes -r requirements-dev.lock
.venv/bin/python -m pip install --quiet --no-deps --editable .
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/mypy
.venv/bin/python -m pytest -n "${TEST_PROCESSES:-2}" --dist loadfile --durations 10 "$@"
