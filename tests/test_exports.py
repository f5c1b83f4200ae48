"""Every export read back by a tool of its own ecosystem; deterministic bytes; whole files or none."""

from __future__ import annotations

import asyncio
import csv
import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from wireledger.cli.main import app
from wireledger.errors import UsageError
from wireledger.exports import FORMATS, export
from wireledger.exports.datasette import TABLES
from wireledger.exports.gdelt import COLUMNS
from wireledger.exports.query import VIEWS, Query, country_codes, goldstein
from wireledger.exports.writing import ExportError, replacing
from wireledger.knowledge.countries import countries
from wireledger.knowledge.plover import types
from wireledger.ledger import Ledger
from wireledger.ledger.schema import metadata
from wireledger.model import (
    Act,
    Actor,
    Agreement,
    Event,
    Force,
    Link,
    Magnitude,
    Notice,
    Place,
    Reading,
    Role,
    Span,
    Statement,
    Story,
    When,
)

TEXT = "ZENDA, March 2 (Wire) - France\tsaid its \"troops\", 'all' <400> & more – left Zenda on March 1, a general told Wire.\x0b"
QUERY = Query("events", as_of="2023-03-10")


def made() -> Reading:
    """A reading with one of everything, and characters that formats trip over."""
    fra = Actor(id="state:FRA", name="France", kind="state", country="FRA", sector="GOV")
    usa = Actor(id="state:USA", name="United States", kind="state", country="USA", sector="GOV")
    army = Actor(id="group:army", name='The "<Army>" & Co\t', kind="group", country="FRA", sector="MIL")
    general = Actor(id="person:x", name="Jean Exemple", kind="person", country="FRA", sector="MIL",
                    roles=[Role(title="General", of="state:FRA", span=Span(0, 5))])  # fmt: skip
    told = Statement(
        id="s1", speaker=general.id, cue=Span(100, 104), content=[Span(30, 60)], source=[Span(90, 99)],
        chain=[Link(by=general.id, when="2023-03-01"), Link(by=None, description="Wire")],
    )  # fmt: skip
    day = When(value="2023-03-01", begin="2023-03-01", end="2023-03-02")
    events = [
        Event(id="e1", type="RETREAT", mode="withdraw", contexts=["military", "territory"], actors=[fra.id, army.id],
              recipients=[usa.id], place="Zenda", when=day, trigger=Span(40, 44), according_to=["s1"], quad=2, cameo="0874",
              magnitudes=[Magnitude(kind="troops", value=400, span=Span(50, 53))]),
        Event(id="e2", type="CONSULT", actors=[fra.id, usa.id], recipients=[fra.id, usa.id], when=day, trigger=Span(31, 35),
              quad=1, cameo="040", reciprocal=True),
        Event(id="e3", type="ASSAULT", actors=[usa.id], recipients=[fra.id], when=day, trigger=Span(20, 24), status="denied",
              quad=4, cameo="190"),
        Event(id="e4", type="AID", actors=[usa.id], recipients=[fra.id], trigger=Span(60, 63), quad=2, cameo="070",
              background=True),
    ]  # fmt: skip
    return Reading(
        story=Story(id="story:one", text=TEXT, published="2023-03-02", agency="Wire", headline="Left, \"they\" said", url="https://wire.example/1"),
        places=[Place(span=Span(0, 5), name="Zenda", country="FRA", lat=48.5, lon=2.25, geonames=123, kind="city")],
        actors=[fra, usa, army, general],
        statements=[told],
        events=events,
        agreements=[Agreement(id="a1", name="Zenda Pact", kind="defence", parties=[fra.id, usa.id], spans=[Span(0, 5)],
                              notice=Notice(period="P1M", by=[fra.id], span=Span(0, 5)), according_to=["s1"],
                              acts=[Act(act="notify-end", by=[fra.id], on="2023-03-01", span=Span(0, 5))])],
        forces=[Force(id="f1", sender=usa.id, host="FRA", what="troops", count=400, count_is="about", spans=[Span(50, 53)])],
    )  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("ledger") / "desk.sqlite") as store:
        store.add(made())
        yield store


def written(ledger: Ledger, tmp_path: Path, format: str, query: Query = QUERY) -> Path:
    path = tmp_path / f"out.{format}"
    export(ledger, format, path, query)
    return path


@pytest.mark.parametrize(("format", "view"), [(f, v) for f, of in FORMATS.items() for v in of.views])
def test_the_same_ledger_gives_the_same_bytes(ledger, tmp_path, format, view):
    query = Query(view, as_of="2023-03-10")
    first = written(ledger, tmp_path, format, query).read_bytes()
    assert first
    assert export(ledger, format, tmp_path / "again", query) >= 1
    assert (tmp_path / "again").read_bytes() == first
    if format != "parquet":
        first.decode("utf-8")


def test_csv_comes_back_cell_by_cell(ledger, tmp_path):
    with written(ledger, tmp_path, "csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    retreat = next(r for r in rows if r["type"] == "RETREAT")
    assert retreat["actors"] == 'France | The "<Army>" & Co\t'
    assert json.loads(retreat["accounts"])[0]["agency"] == "Wire"


def test_csv_in_pandas(ledger, tmp_path):
    pd = pytest.importorskip("pandas")
    frame = pd.read_csv(written(ledger, tmp_path, "csv"), dtype={"cameo": str})
    assert set(frame["cameo"]) == {"0874", "040", "190", "070"}


def test_json_lines_are_the_rows(ledger, tmp_path):
    for view in VIEWS:
        rows = [json.loads(line) for line in written(ledger, tmp_path, "jsonl", Query(view, as_of="2023-03-10")).open()]
        expected = Query(view, as_of="2023-03-10").rows(ledger).to_dicts()
        assert rows == [{k.rstrip("_"): v for k, v in row.items()} for row in json.loads(json.dumps(expected))]


@pytest.fixture(params=VIEWS)
def parquet(request, ledger, tmp_path) -> tuple[Path, set[str]]:
    """A Parquet file of a view, and the ids of its rows."""
    pytest.importorskip("pyarrow")
    query = Query(request.param, as_of="2023-03-10")
    return written(ledger, tmp_path, "parquet", query), {r.id for r in query.rows(ledger)}


def test_parquet_in_pyarrow_and_pandas(parquet):
    path, ids = parquet
    table = pytest.importorskip("pyarrow.parquet").read_table(path)
    assert set(table["id"].to_pylist()) == ids
    assert table.num_rows == len(ids)
    if "accounts" in table.column_names:
        assert table["accounts"][0].as_py()[0]["agency"] == "Wire"
    assert set(pytest.importorskip("pandas").read_parquet(path)["id"]) == ids


def test_parquet_in_polars(parquet):
    path, ids = parquet
    assert set(pytest.importorskip("polars").read_parquet(path)["id"]) == ids


def test_parquet_in_duckdb(parquet):
    path, ids = parquet
    found = pytest.importorskip("duckdb").sql(f"select id from '{path}'").fetchall()
    assert {i for (i,) in found} == ids


def test_polecat_columns(ledger, tmp_path):
    pd = pytest.importorskip("pandas")
    frame = pd.read_csv(
        written(ledger, tmp_path, "polecat"), sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE
    )
    assert len(frame.columns) == 40
    assert sorted(frame["Event Type"]) == ["AID", "CONSULT", "RETREAT"]  # a denied assault is none
    row = frame[frame["Event Type"] == "RETREAT"].iloc[0]
    assert (row["Event Date"], row["Quad Code"], row["Contexts"]) == (
        "2023-03-01",
        "MATERIAL COOPERATION",
        "military; territory",
    )
    assert (row["Actor Country"], row["Actor COW"], row["Recipient COW"]) == ("FRA", "220", "2")
    assert row["Actor Sectors"] == "GOV; MIL"
    assert (row["Latitude"], row["GeoNames ID"], row["City"], row["Feature Type"]) == ("48.5", "123", "Zenda", "PPL")
    assert frame[frame["Event Type"] == "AID"].iloc[0]["Event Date"] == "None"


def test_gdelt_rows_are_pairs_of_actors(ledger, tmp_path):
    pd = pytest.importorskip("pandas")
    path = written(ledger, tmp_path, "gdelt")
    frame = pd.read_csv(path, sep="\t", header=None, names=COLUMNS, dtype=str, quoting=csv.QUOTE_NONE)
    assert len(COLUMNS) == 61
    assert {line.count("\t") for line in path.read_text().splitlines()} == {60}
    assert frame["GLOBALEVENTID"].is_unique
    pairs = {(r.EventCode, r.Actor1Code, r.Actor2Code) for r in frame.itertuples()}
    assert pairs == {("0874", "FRA", "USA"), ("0874", "FRAMIL", "USA"), ("040", "FRA", "USA"), ("040", "USA", "FRA")}
    retreat = frame[frame["EventCode"] == "0874"].iloc[0]
    assert (retreat["SQLDATE"], retreat["FractionDate"], retreat["QuadClass"]) == ("20230301", "2023.1616", "2")
    assert float(retreat["GoldsteinScale"]) == 10.0
    assert (retreat["ActionGeo_Type"], retreat["ActionGeo_FullName"], retreat["ActionGeo_CountryCode"]) == (
        "4",
        "Zenda, France",
        "FR",
    )
    assert (retreat["DATEADDED"], retreat["SOURCEURL"]) == ("20230302000000", "https://wire.example/1")


def test_geojson_is_as_the_standard_asks(ledger, tmp_path):
    found = json.loads(written(ledger, tmp_path, "geojson").read_text())
    assert found["type"] == "FeatureCollection"
    placed = [f for f in found["features"] if f["geometry"]]
    assert [f["geometry"] for f in placed] == [{"type": "Point", "coordinates": [2.25, 48.5]}]
    assert placed[0]["properties"]["precision"] == "city"
    assert len(found["features"]) == 4
    (force,) = json.loads(written(ledger, tmp_path, "geojson", Query("forces", "2023-03-10")).read_text())["features"]
    assert (force["properties"]["precision"], force["properties"]["count"]) == ("country", 400)


@pytest.mark.parametrize("view", ["events", "agreements", "forces"])
def test_rdflib_reads_who_said_what(ledger, tmp_path, view):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(written(ledger, tmp_path, "jsonld", Query(view, "2023-03-10")), format="json-ld")
    asked = """
        PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> PREFIX wl: <urn:wireledger:ns:>
        SELECT DISTINCT ?name WHERE {
          ?row a ?class ; prov:wasDerivedFrom ?claim . ?claim a wl:Claim ; prov:wasDerivedFrom+ ?telling .
          ?telling a wl:Telling ; prov:wasAttributedTo ?who . ?who a prov:Agent ; schema:name ?name }"""
    names = {str(name) for (name,) in graph.query(asked)}
    assert "Wire" in names
    if view != "forces":
        assert "Jean Exemple" in names
    stories = "SELECT ?d WHERE { ?s a <https://schema.org/NewsArticle> ; <https://schema.org/datePublished> ?d }"
    assert [str(d) for (d,) in graph.query(stories)] == ["2023-03-02"]


def test_networkx_reads_the_network(ledger, tmp_path):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(written(ledger, tmp_path, "graphml"))
    assert graph.nodes["state:FRA"] == {"label": "France", "kind": "state", "country": "FRA", "sector": "GOV"}
    found = {(a, b, d["type"], d["weight"]) for a, b, d in graph.edges(data=True)}
    assert ("state:FRA", "state:USA", "RETREAT", 1) in found
    assert ("state:USA", "state:FRA", "CONSULT", 1) in found
    assert not [d for *_, d in graph.edges(data=True) if d["type"] == "ASSAULT"]
    assert 'The "<Army>" & Co' in {d["label"].strip() for _, d in graph.nodes(data=True)}


def again() -> Reading:
    """A second story, which calls the general by his last name and rank alone."""
    fra = Actor(id="state:FRA", name="France", kind="state", country="FRA", sector="GOV")
    usa = Actor(id="state:USA", name="United States", kind="state", country="USA", sector="GOV")
    general = Actor(id="person:exemple", name="Exemple", kind="person", country="FRA", sector="MIL", mentions=[Span(8, 15)],
                    roles=[Role(title="General", of="state:FRA", span=Span(0, 7))])  # fmt: skip
    text = "General Exemple of France met the ambassador of the United States in a town on the river on April 4."
    met = Event(id="e1", type="CONSULT", actors=[general.id], recipients=[usa.id], trigger=Span(26, 29), quad=1, cameo="040",
                when=When(value="2023-04-04", begin="2023-04-04", end="2023-04-05"))  # fmt: skip
    story = Story(id="story:two", text=text, published="2023-04-05", agency="Other Wire", headline="General meets")
    return Reading(story=story, actors=[fra, usa, general], events=[met])


@pytest.fixture(scope="module")
def two_stories(tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("two") / "desk.sqlite") as store:
        first = made()
        first.events[0].actors.append("person:x")
        first.actors[-1].mentions = [Span(90, 99)]
        for one in (first, again()):
            store.add(one)
        yield store


def test_a_person_is_one_in_all_stories(two_stories, tmp_path):
    query = Query("events", as_of="2023-05-01")
    networkx, pd = pytest.importorskip("networkx"), pytest.importorskip("pandas")
    graph = networkx.read_graphml(written(two_stories, tmp_path, "graphml", query))
    (node,) = [n for n, d in graph.nodes(data=True) if d["kind"] == "person"]
    assert (graph.nodes[node]["label"], graph.nodes[node]["aliases"]) == ("Jean Exemple", "Exemple")
    assert {d["type"] for _, _, d in graph.out_edges(node, data=True)} == {"RETREAT", "CONSULT"}
    frame = pd.read_csv(
        written(two_stories, tmp_path, "polecat", query),
        sep="\t",
        dtype=str,
        keep_default_na=False,
        quoting=csv.QUOTE_NONE,
    )
    met = frame[frame["Event Date"] == "2023-04-04"].iloc[0]
    assert (met["Actor Name"], met["Actor Name Raw"]) == ("Jean Exemple", "Exemple")
    rdflib = pytest.importorskip("rdflib")
    linked = rdflib.Graph().parse(written(two_stories, tmp_path, "jsonld", query), format="json-ld")
    asked = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> PREFIX wl: <urn:wireledger:ns:>
        SELECT DISTINCT ?who ?event WHERE { ?event a wl:Event ; wl:actors ?who . ?who schema:name "Jean Exemple" ;
        schema:alternateName "Exemple" }"""
    found = list(linked.query(asked))
    assert len({who for who, _ in found}) == 1
    assert len({event for _, event in found}) == 2


def test_datasette_shows_the_ledger_with_labels(ledger, tmp_path):
    datasette = pytest.importorskip("datasette.app")
    metadata = json.loads(written(ledger, tmp_path, "datasette", Query("stories")).read_text())

    async def ask() -> None:
        site = datasette.Datasette([ledger.where], metadata=metadata)
        page = await site.client.get("/desk")
        assert page.status_code == 200
        assert "Who said what" in page.text
        claims = await site.client.get("/desk/claims")
        assert "first letter is the kind" in claims.text
        assert "Left, &#34;they&#34; said" in claims.text  # the label of the version that a claim refers to
        for name, count in {"events": 4, "agreements": 1, "forces": 1, "statements": 1, "people": 1}.items():
            rows = (await site.client.get(f"/desk/{name}.json?_shape=array")).json()
            assert len(rows) == count, name
            assert all(r["headline"] == 'Left, "they" said' for r in rows)

    asyncio.run(ask())


def test_every_table_and_column_of_a_ledger_is_described(ledger):
    for name, table in metadata.tables.items():
        described = TABLES[name]
        assert described.get("hidden") or set(table.columns.keys()) == set(described["columns"]), name


def test_datasette_serves_the_ledger_over_http(ledger, tmp_path):
    """As a reader has it: the program itself, with the file and its metadata, and requests over the network."""
    pytest.importorskip("datasette")
    described = written(ledger, tmp_path, "datasette", Query("stories"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        ledger.where,
        "-m",
        str(described),
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/desk", timeout=5) as answer:
                    front = answer.read().decode()
                break
            except OSError:
                assert time.monotonic() < until
                assert server.poll() is None
                time.sleep(0.2)
        assert "Who said what" in front
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/claims?kind=event", timeout=10) as answer:
            page = answer.read().decode()
        assert "The story version that makes it" in page
        assert "Left, &#34;they&#34; said" in page
    finally:
        server.terminate()
        server.wait(20)


def test_calendar_by_the_common_name(ledger, tmp_path):
    assert b"Zenda Pact ends" in written(ledger, tmp_path, "ics", Query("deadlines", "2023-03-10")).read_bytes()


def test_a_failure_leaves_the_old_file(tmp_path):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o640)

    def half() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert path.read_bytes() == b"old"
    with replacing(path) as file:
        file.write(b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    with pytest.raises(ExportError), replacing(tmp_path / "no" / "out"):
        pass


def test_unknown_formats_and_views_are_refused(ledger, tmp_path):
    with pytest.raises(UsageError, match="no format"):
        export(ledger, "xls", tmp_path / "x", QUERY)
    with pytest.raises(UsageError, match="holds events"):
        export(ledger, "gdelt", tmp_path / "x", Query("forces"))
    assert not list(tmp_path.iterdir())


def test_the_command(ledger, tmp_path):
    result = CliRunner().invoke(
        app, ["export", "jsonl", str(tmp_path / "e"), "--ledger", ledger.where, "--view", "forces"]
    )
    assert result.exit_code == 0, result.output
    assert "1 rows of forces" in result.output
    out = CliRunner().invoke(app, ["export", "csv", "-", "--ledger", ledger.where])
    assert out.stdout.startswith("id,type,mode")


def test_every_country_and_type_has_codes():
    assert set(country_codes()) == set(countries().by_iso3)
    assert len({r["cow"] for r in country_codes().values()} - {""}) == 195
    for kind in types().values():
        assert all(goldstein(root) is not None for root in kind.cameo)
    assert goldstein("0334") == 6.0
    assert goldstein("1453") == -7.5
    assert goldstein(None) is None
