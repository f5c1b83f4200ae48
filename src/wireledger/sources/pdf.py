"""PDF files that carry text (``wireledger[pdf]``). Scans have none and are reported.

A PDF is a program of sorts, and reading one can take for ever: it is read in a process of its own, which has bounds
on time and memory and is ended at them."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from wireledger.errors import BadSource, EmptyStory
from wireledger.sources.item import Blob, Found, Item, iso_date, one_line

SECONDS = 60
MEMORY = 2_000_000_000


def claims(blob: Blob) -> bool:
    return b"%PDF-" in blob.head[:1024] and not blob.opening.startswith("<")


def items(blob: Blob) -> Iterator[Found]:
    data = blob.read()
    command = [sys.executable, "-m", "wireledger.sources.pdf", str(blob.limits.pages), str(4 * blob.limits.text)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise BadSource(blob.name, f"a PDF that takes more than {SECONDS} seconds to read; refused") from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise BadSource(blob.name, "a PDF that cannot be read within the bounds of memory") from None
    if "error" in answer:
        raise BadSource(blob.name, one_line(answer["error"]))
    if not answer["text"].strip():
        raise EmptyStory(blob.name, "a PDF without text (a scan?)")
    yield Item(
        blob.name,
        answer["text"],
        headline=answer.get("title"),
        headline_in_text=True,
        byline=answer.get("author"),
        published=iso_date(answer.get("date")),
        url=blob.hints.get("url"),
    )


def paragraphs(page: str) -> str:
    """Lines of a page joined to paragraphs: a line ends one where it is blank, or short after a full stop."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            open_ = False
            continue
        if open_ and out[-1].endswith("-") and line[0].islower():
            out[-1] = out[-1][:-1] + line
        elif open_:
            out[-1] += " " + line
        else:
            out.append(line)
        open_ = not (len(line) < 0.8 * width and re.search(r"[.!?”\"’)]$", line)) and not (
            len(out) == 1 and len(line) < 0.7 * width
        )
    return "\n\n".join(out)


def _extract(data: bytes, pages: int, limit: int) -> dict[str, Any]:
    """Text and document information; runs in the process of its own."""
    import io
    import logging

    try:
        import pypdf
    except ImportError:
        return {"error": "a PDF; reading it needs wireledger[pdf]"}
    logging.disable(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "a PDF locked with a password"}
        if len(reader.pages) > pages:
            return {"error": f"a PDF of more than {pages} pages; refused"}
        parts: list[str] = []
        for page in reader.pages:
            parts.append(paragraphs(page.extract_text()))
            if sum(map(len, parts)) > limit:
                return {"error": f"a PDF with more than {limit:,} characters; refused"}
        information: Any = reader.metadata or {}
        date = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(information.get("/CreationDate") or ""))
        return {
            "text": "\n\n".join(filter(None, parts)),
            "title": str(information.get("/Title") or "") or None,
            "author": str(information.get("/Author") or "") or None,
            "date": "-".join(date.groups()) if date else None,
        }
    except Exception as error:
        return {"error": f"a broken PDF: {type(error).__name__}: {error}"}


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.setrecursionlimit(2000)
    answer = _extract(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
