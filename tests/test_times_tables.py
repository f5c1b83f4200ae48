"""The tables of times: every row can be read, every rule finds its example, and what they are asked comes out."""

from __future__ import annotations

import datetime as dt

import pytest

from wireledger.knowledge.tables import read_table
from wireledger.knowledge.times import (
    cues,
    holiday,
    known_day,
    number,
    outlook,
    rules,
    spoken_year,
    words,
    zone_names,
    zone_of,
)
from wireledger.reading.timevalues import Resolver


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_finds_its_example_and_has_its_meaning(rule):
    assert rule.pattern.search(rule.example.lower() if rule.small else rule.example)
    assert not rule.needs.isdisjoint(cues(rule.example.lower()))
    assert hasattr(Resolver, "_" + rule.name.replace("-", "_"))


@pytest.mark.parametrize("row", read_table("holidays"), ids=lambda row: row["names"])
def test_a_holiday_has_a_day(row):
    assert holiday(row["names"].split("|")[0], 2023).year == 2023


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("Thanksgiving", 2023, dt.date(2023, 11, 23)),
        ("memorial day", 2023, dt.date(2023, 5, 29)),
        ("Easter", 2024, dt.date(2024, 3, 31)),
        ("Orthodox Easter", 2024, dt.date(2024, 5, 5)),
        ("Eid al-Fitr", 2023, dt.date(2023, 4, 21)),
        ("Black Friday", 2023, dt.date(2023, 11, 24)),
        ("Cyber Monday", 2023, dt.date(2023, 11, 27)),
    ],
)
def test_the_day_of_a_holiday(name, year, day):
    assert holiday(name, year) == day


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("three", "3"), ("twenty four", "24"), ("two hundred and fifty", "250"), ("a", "1"), ("a couple of", "2"), ("a dozen", "12"),
        ("a hundred", "100"), ("2 1/2", "2.5"), ("one and a half", "1.5"), ("half a", "0.5"), ("1,000", "1000"), ("several", "X"),
    ],
)  # fmt: skip
def test_a_number(said, written):
    assert number(said) == written


def test_what_is_no_number_raises():
    for text in ("monday", "1/0", ""):
        with pytest.raises(ValueError):
            number(text)


@pytest.mark.parametrize(
    ("said", "year"), [("nineteen ninety-seven", 1997), ("two thousand", 2000), ("two thousand and one", 2001)]
)
def test_a_year_as_it_is_spoken(said, year):
    assert spoken_year(said) == year


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("OUAGADOUGOU", "Africa/Ouagadougou"), ("PARIS", "Europe/Paris"), ("LYON, France", "Europe/Paris"), ("EST", "America/New_York"),
        ("WASHINGTON", "America/New_York"), ("NIAMEY", "Africa/Niamey"), ("NOWHERE", None),
        ("Moscow time", "Europe/Moscow"), ("Eastern standard time", "America/New_York"), ("Closing time", None),
        ("SAVANNAH, Georgia", "America/New_York"), ("GORI, Georgia", "Asia/Tbilisi"), ("COLUMBUS, Ohio", "America/New_York"),
        ("SACRAMENTO, Calif.", "America/Los_Angeles"), ("MUMBAI", "Asia/Kolkata"), ("LVIV, Ukraine", "Europe/Kyiv"),
        ("LAS PALMAS, Spain", "Atlantic/Canary"), ("LONDON, Ontario", "America/Toronto"), ("GUADALAJARA", None), ("SPRINGFIELD", None),
    ],
)  # fmt: skip
def test_the_zone_of_a_place(place, zone):
    found = zone_of(place)
    assert (found.key if found else None) == zone


def test_a_day_that_is_known_without_its_year():
    assert known_day(9, 11, " terror attacks on New York") == dt.date(2001, 9, 11)
    assert known_day(9, 11, " vote in Oslo") is None
    assert known_day(9, 12, " attacks") is None


def test_every_zone_of_the_table_exists():
    assert all(zone_of(name) for name in zone_names())


def test_kinds_are_there():
    for kind in (
        "month",
        "weekday",
        "unit",
        "season",
        "part",
        "number",
        "vague",
        "ordinal",
        "mod",
        "bound",
        "reference",
    ):
        assert words(kind), kind
    for kind in ("state", "announce", "convene", "held"):
        assert outlook(kind), kind
    for kind in ("verb", "commit", "adjective", "noun", "present", "spoken", "carried", "happening"):
        assert outlook(kind), kind
