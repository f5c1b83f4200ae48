#!/usr/bin/env bash
# Pin every dependency by version and hash: requirements.lock (to run) and requirements-dev.lock (to test and develop).
# Wants uv (pip install uv). Run it after a change to the dependencies in pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet)
uv pip compile pyproject.toml --extra all "${options[@]}" -o requirements.lock
uv pip compile pyproject.toml --extra all --extra dev "${options[@]}" -o requirements-dev.lock
