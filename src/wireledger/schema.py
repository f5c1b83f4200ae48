"""The JSON Schema of readings, made from the model; the same text is in the package and in the docs."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of what ``wireledger read --format json`` prints a line."""
    from wireledger.model import Reading

    made = Reading.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wireledger reading",
        **{k: v for k, v in made.items() if k != "title"},
    }


def made() -> str:
    """The schema as text, from the model."""
    return json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def text() -> str:
    """The schema as it ships with the package."""
    return resources.files("wireledger").joinpath("reading.schema.json").read_text(encoding="utf-8")


def main() -> None:
    """Write the schema into the package and the docs: ``python -m wireledger.schema`` from the root of the project."""
    from pathlib import Path

    for path in (Path("src/wireledger/reading.schema.json"), Path("docs/reading.schema.json")):
        path.write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
