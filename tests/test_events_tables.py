"""The PLOVER tables: every entry's example is coded as the entry says."""

from __future__ import annotations

import pytest

import wireledger as wl
from wireledger.knowledge import plover
from wireledger.knowledge.tables import read_table
from wireledger.reading import frames
from wireledger.reading.language import pipeline

ENTRIES = [e for e in plover.entries() if e.type != frames.NOTHING]
IDIOMS = [e for e in plover.entries() if e.type == frames.NOTHING]
MODES = {key: example for key, example in plover.modes().items() if example}


@pytest.fixture(scope="module")
def docs():
    texts = [e.example for e in plover.entries()] + list(MODES.values()) + [t.example for t in plover.types().values()]
    return {doc.text: doc for doc in pipeline().pipe(dict.fromkeys(texts))}


def coded(doc) -> set[tuple[str, str | None]]:
    matches = [m for t in doc if (m := frames.match(t)) is not None]
    return {(m.entry.type, frames.mode_of(m)) for m in matches}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e.type}-{(e.verbs or e.nouns)[0]}")
def test_every_row_of_the_verb_table_codes_its_example(entry, docs):
    found = coded(docs[entry.example])
    assert entry.type in {t for t, _ in found}
    if entry.mode:
        assert (entry.type, entry.mode) in found


@pytest.mark.parametrize("entry", IDIOMS, ids=lambda e: e.verbs[0])
def test_an_idiom_of_the_type_none_is_no_event(entry, docs):
    assert coded(docs[entry.example]) == set()


@pytest.mark.parametrize("key", MODES, ids=lambda k: f"{k[0]}-{k[1]}")
def test_every_mode_codes_its_example(key, docs):
    assert key in coded(docs[MODES[key]])


@pytest.mark.parametrize("kind", plover.types().values(), ids=lambda t: t.name)
def test_every_type_codes_its_example(kind, docs):
    assert kind.name in {t for t, _ in coded(docs[kind.example])}


def test_every_context_is_read_from_its_example():
    table = read_table("plover_contexts")
    missing = []
    for row, reading in zip(table, wl.read_many([(row["example"], None) for row in table]), strict=True):
        if not any(row["context"] in event.contexts for event in reading.events):
            missing.append((row["context"], row["example"]))
    assert not missing


def test_rows_name_only_types_modes_and_contexts_that_the_ontology_has():
    contexts = {c for cues in plover.context_cues().values() for c in cues}
    for entry in plover.entries():
        assert entry.type in plover.types() or entry.type == frames.NOTHING
        assert entry.mode is None or (entry.type, entry.mode) in plover.modes()
        assert set(entry.contexts) <= contexts


@pytest.mark.parametrize("kind", plover.types(), ids=str)
def test_cameo_both_ways_keeps_the_type(kind):
    for its_type, mode in plover.modes():
        if its_type == kind:
            code = plover.to_cameo(kind, mode)
            assert code is not None
            back = plover.from_cameo(code)
            assert back is not None
            assert back[0] == kind


def test_a_cameo_code_that_is_not_listed_is_taken_for_the_one_above_it():
    assert plover.from_cameo("1629") == plover.from_cameo("162")
    assert plover.from_cameo("99") is None
