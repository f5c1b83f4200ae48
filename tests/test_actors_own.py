"""A user's own table of actors: what it teaches the reading and the ledger, and what is no table."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

import wireledger as wl
from wireledger.cli.main import app
from wireledger.errors import UsageError
from wireledger.knowledge.own import read, use

TABLE = """\
# our desk's names
name\tkind\taliases\tcountry\tsector\toffices
Bashar Okonjo-Lisk\tperson\tColonel Flint|Bashir Okonjo Lisk\tSEN\tREB\tfield commander; 2020; 2023-06
Front of the Nine Hills\torganization\tNine Hills\tGHA\tREB\t
Ruritania\tstate\tKingdom of Ruritania\tAUT\t\t
Lake Radio\torganization\t\tUganda\tMED\t
"""
STORY = """ACCRA, May 3, 2021 (Agency) - Nine Hills said on Monday that its fighters had left Tamale. Ruritania welcomed it.

Colonel Flint told Lake Radio that the war was over. Bashir Okonjo Lisk spoke from the bush.
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text(TABLE, encoding="utf-8")
    use(path)
    yield path
    use(None)


def actors(text: str = STORY) -> dict[str, tuple[str | None, str | None]]:
    return {a.name: (a.country, a.sector) for a in wl.read(text).actors}


def test_names_of_the_table_are_known_to_the_reading(table):
    found = actors()
    assert found["Front of the Nine Hills"] == ("GHA", "REB")
    assert found["Bashar Okonjo-Lisk"] == ("SEN", "REB")
    assert found["Lake Radio"] == ("UGA", "MED")
    assert found["Austria"] == ("AUT", "GOV")


def test_two_names_of_one_person_are_one_actor(table):
    (person,) = [a for a in wl.read(STORY).actors if a.kind == "person"]
    assert set(person.aliases) == {"Colonel Flint", "Bashir Okonjo Lisk"}
    assert len(person.mentions) >= 2


def test_without_the_table_nothing_of_it_is_known(table):
    with_table = wl.read(STORY).to_json()
    use(None)
    assert "Front of the Nine Hills" not in actors()
    use(table)
    assert wl.read(STORY).to_json() == with_table


def test_phrases_are_resolved_by_it(table):
    assert wl.resolve_actor("Colonel Flint", on="2021-01-01") == {
        "country": "SEN",
        "sector": "REB",
        "name": "Bashar Okonjo-Lisk",
    }
    assert wl.resolve_actor("Nine Hills fighters")["sector"] == "REB"


def test_the_ledger_holds_names_of_the_table_for_one(table, tmp_path):
    with wl.Ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add("DAKAR, May 3, 2021 (Agency) - Colonel Flint said on Monday that the war in Senegal was over.\n")
        ledger.add("ACCRA, May 9, 2021 (Agency) - Two fishermen saw Bashar Okonjo-Lisk near the border, police said.\n")
        (row,) = ledger.actors(kind="person")
        assert (row.name, len(row.stories)) == ("Bashar Okonjo-Lisk", 2)
        assert ledger.verify() == []


def test_the_command_takes_the_table_as_an_option(table, tmp_path):
    use(None)
    (tmp_path / "s.txt").write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(tmp_path / "s.txt"), "--actors", str(table)])
    use(None)
    assert "Front of the Nine Hills" in done.stdout


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name\tsector\nA\tGOV\n", "no column 'kind'"),
        ("name,kind,colour\nA,person,red\n", "no column is called 'colour'"),
        ("name,kind\nA,robot\n", "line 2: no kind"),
        ("name,kind,country\nA,person,Atlantis\n", "line 2: no country"),
        ("name,kind,offices\nA,person,minister; soon\n", "line 2: no office"),
        ("name,kind\nA,person,x,y\n", "line 2: 4 cells"),
        ("name,kind\n7,person\n", "line 2: no name"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_line(tmp_path, text, why):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=why):
        read(path)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no table of actors"):
        use(tmp_path / "none.tsv")
