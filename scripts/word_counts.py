"""Make ``knowledge/word_counts.tsv``: in how many news stories each word stands. ``python scripts/word_counts.py ../shared/gold``.

Counted are the stories of the gold data but for ``clusters``, which the counts are measured on. Words of fewer than three
stories are left out: what is not in the table is rare.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from wireledger.ledger.happenings import words_of

OUT = Path(__file__).parents[1] / "src/wireledger/knowledge/word_counts.tsv"


def main() -> None:
    counts: Counter[str] = Counter()
    stories = 0
    for path in sorted(Path(sys.argv[1]).glob("*/*.jsonl")):
        if path.parent.name == "clusters":
            continue
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            text = json.loads(line).get("text")
            if text:
                stories += 1
                counts.update({word for word, _ in words_of(text)})
    kept = sorted((word, n) for word, n in counts.items() if n >= 3)
    head = f"# word\tstories that it stands in, of {stories}; made by scripts/word_counts.py\n\t{stories}\n"
    OUT.write_text(head + "".join(f"{word}\t{n}\n" for word, n in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
