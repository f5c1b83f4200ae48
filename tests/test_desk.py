"""The desk by its answers: pages, dates in the address, evidence, API, editing, and who may do what."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="THE DESK'S PACKAGES ARE MISSING: its tests did not run")

from fastapi.testclient import TestClient
from lxml import html

from desk_stories import HOSTILE, NEW, NOTICE, make
from wireledger.desk.app import make_app
from wireledger.desk.guard import Settings, User, hashed, is_loopback, matches, users_of
from wireledger.errors import UsageError
from wireledger.ledger import Ledger

DAY = "2021-04-01"
HOME = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A ledger that tests only read."""
    with Ledger(make(tmp_path_factory.mktemp("shared"))) as ledger:
        yield ledger


@pytest.fixture
def ledger(shared, tmp_path):
    """A ledger of its own for a test that writes."""
    shared.backup(tmp_path / "own.sqlite")
    with Ledger(tmp_path / "own.sqlite") as own:
        yield own


@pytest.fixture(scope="module")
def desk(shared):
    return TestClient(make_app(shared, Settings(editor="Ed Itor")), base_url=HOME)


def client(ledger: Ledger, **settings) -> TestClient:
    base = HOME if "host" not in settings else f"http://{settings['host']}:8000"
    return TestClient(make_app(ledger, Settings(**{"editor": "Ed Itor", **settings})), base_url=base)


def tree(answer):
    assert answer.status_code == 200, answer.text[:300]
    return html.fromstring(answer.text)


def words(answer) -> str:
    return " ".join(tree(answer).find(".//main").text_content().split())


def csrf(desk: TestClient, page: str = "/paste") -> str:
    return html.fromstring(desk.get(page).text).xpath("//input[@name='csrf']/@value")[0]


def decide(desk: TestClient, **data: str):
    return desk.post("/decide", data={"csrf": csrf(desk), **data}, follow_redirects=False)


# -- pages -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/", "Board"), ("/agreements", "Agreements"), ("/deadlines", "Deadlines"), ("/forces", "Foreign forces"),
        ("/events", "Events"), ("/statements", "Statements"), ("/stories", "Stories"), ("/people", "People and their offices"),
        ("/countries", "Countries"), ("/countries/TCD", "Chad"), ("/map", "Forces and events"), ("/search", "Search"),
        ("/search?q=accord", "“accord”"), ("/paste", "Paste or drop a story"), ("/decisions", "Editors’ decisions"),
        ("/api", "JSON API"),
    ],
)  # fmt: skip
def test_every_page_has_its_heading_and_landmarks(desk, page, title):
    for address in (page, page + ("&" if "?" in page else "?") + f"as_of={DAY}&known_by=2022-01-01"):
        found = tree(desk.get(address))
        assert [h.text_content() for h in found.iter("h1")] == [title]
        assert len(found.xpath("//main[@id='main']")) == 1
        assert not found.xpath("//*[@style] | //style | //script[not(@src)] | //*[starts-with(name(), 'on')]")
        levels = [int(h.tag[1]) for h in found.xpath("//h1|//h2|//h3")]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), levels


def test_an_empty_ledger_has_pages(tmp_path):
    with Ledger(tmp_path / "empty.sqlite") as empty:
        desk = client(empty)
        assert "The ledger is empty" in words(desk.get("/"))
        for page in (
            "/agreements",
            "/deadlines",
            "/forces",
            "/events",
            "/statements",
            "/stories",
            "/people",
            "/countries",
            "/map",
        ):
            assert tree(desk.get(page)).xpath("//div[@class='empty']"), page


def test_the_dates_travel_with_every_link(desk):
    found = tree(desk.get(f"/?as_of={DAY}&known_by=2021-03-15"))
    links = [a for a in found.xpath("//header//a/@href | //main//a/@href") if a.startswith("/")]
    assert len(links) > 20
    assert all(f"as_of={DAY}" in a and "known_by=2021-03-15" in a for a in links)
    assert "1 Apr 2021" in found.xpath("//form[contains(@class,'when')]")[0].text_content()
    back = found.xpath("//form[contains(@class,'when')]//a[contains(., 'Back')]/@href")[0]
    assert "as_of" not in back
    later = tree(desk.get(f"/events?country=TCD&as_of={DAY}")).xpath("//a[@aria-label='A day later']/@href")[0]
    assert "country=TCD" in later
    assert "as_of=2021-04-02" in later


def test_two_dates(desk):
    assert "Chad" not in words(desk.get("/agreements?as_of=2021-03-01"))
    ending = words(desk.get(f"/agreements?as_of={DAY}"))
    assert "3 Sep 2021" in ending
    assert "155 days left" in ending
    assert "ended" in words(desk.get("/agreements?as_of=2022-01-01&country=TCD"))
    assert "Chad" not in words(desk.get(f"/agreements?as_of={DAY}&known_by=2020-12-01"))


def test_the_board(desk):
    board = words(desk.get(f"/?as_of={DAY}"))
    for part in ("3 Sep 2021", "155 days left", "about 400 soldiers", "Latest events"):
        assert part in board, part
    changed = words(desk.get("/?as_of=2021-03-03"))
    assert "Since the day before" in changed
    assert re.search(r"agreement France–Chad|agreement Chad–France", changed)
    assert "Nothing changed between" in board


def test_since_the_last_visit(shared):
    desk = client(shared)
    assert "Since your last visit" not in desk.get("/").text
    desk.cookies.clear()
    desk.cookies.set("visit", "|2020-01-01T00:00:00")
    assert "claims recorded since 1 Jan 2020" in words(desk.get("/"))
    desk.cookies.clear()
    desk.cookies.set("visit", "rubbish|<script>")
    assert desk.get("/").status_code == 200


def test_an_agreement_with_its_clause_and_its_computation(desk, shared):
    row = next(a for a in shared.agreements(as_of=DAY) if "TCD" in a.countries)
    page = desk.get(f"/agreements/{row.id}?as_of={DAY}")
    said = words(page)
    assert "The agreement can be ended with six months' notice." in said
    assert "plus the notice period" in said
    assert "notice on 3 Mar 2021" in said
    assert "plus the notice period of 6 months 3 Sep 2021" in said
    assert "its last day is 3 Sep 2021, 155 days left" in said
    assert tree(page).xpath("//*[name()='svg' and contains(@class,'life')]")
    assert tree(page).xpath("//mark")
    assert desk.get(f"/agreements/{row.accounts[-1].claim}?as_of={DAY}").status_code == 200


def test_evidence_shows_the_words_in_the_whole_story(desk, shared):
    force = shared.forces(as_of=DAY)[0]
    page = desk.get(f"/why/{force.id}?as_of={DAY}")
    found = tree(page)
    whole = found.xpath("//div[contains(@class,'story')]")[0]
    assert "We have told Paris in a letter" in whole.text_content()
    assert any("400 soldiers" in m.text_content() for m in whole.iter("mark"))
    assert found.xpath("//ol[@class='chain']/li")
    assert "Everything recorded about it" in words(page)


def test_highlights_and_claims_lead_to_each_other(desk, shared):
    story = next(s for s in shared.stories() if s.versions == 2)
    found = tree(desk.get(f"/stories/{story.id.split(':')[1]}"))
    marks = found.xpath("//article//a[contains(@class,'m ')]")
    assert marks
    ids = set(found.xpath("//@id"))
    assert len(ids) == len(found.xpath("//@id")), "ids are unique"
    assert all(m.get("href")[1:] in ids for m in marks)
    backs = found.xpath("//aside//a[@class='back']/@href")
    assert backs
    assert all(b[1:] in ids for b in backs)
    led = {m.get("href") for m in found.xpath("//article//a")}
    claims = {f"#{i}" for i in found.xpath("//aside//@id") if i.startswith("claim-")}
    assert claims <= led, "from every claim's words something leads to it"
    for kind in ("event", "agreement", "force", "statement", "time", "place", "person"):
        assert found.xpath(f"//article//*[contains(concat(' ', @class, ' '), ' {kind} ')]"), kind
    text = "".join(found.xpath("//article")[0].itertext())
    assert "".join(shared.told(story.version).text.split()) == "".join(text.split())


def test_versions_side_by_side(desk, shared):
    story = next(s for s in shared.stories() if s.versions == 2)
    found = tree(desk.get(f"/stories/{story.id.split(':')[1]}/versions"))
    assert any("regretted" in i.text_content() for i in found.iter("ins"))
    assert "Adds French reaction" in found.text_content()
    first = tree(desk.get(f"/stories/{story.id.split(':')[1]}?version={story.id.split(':')[1]}"))
    assert "regretted" not in first.xpath("//article")[0].text_content()


def test_country_and_person(desk):
    chad = words(desk.get(f"/countries/TCD?as_of={DAY}"))
    assert "Foreign forces here" in chad
    assert "What runs out" in chad
    assert desk.get("/countries/tcd").status_code == 200
    minister = words(desk.get(f"/people/omar-selah?as_of={DAY}"))
    assert "Offices over time" in minister
    assert "We have told Paris in a letter" in minister
    assert desk.get("/people/nobody-at-all").status_code == 404
    assert desk.get("/people/I0000").status_code == 404
    assert desk.get("/countries/QQQ").status_code == 404


def test_events_with_filters_months_and_csv(desk):
    every = tree(desk.get("/events"))
    one = tree(desk.get("/events?country=AUS&type=sanction&status=happened"))
    assert 0 < len(one.xpath("//tbody/tr")) < len(every.xpath("//tbody/tr"))
    assert every.xpath("//*[name()='svg' and contains(@class,'months')]//*[name()='a']")
    rows = list(csv.DictReader(io.StringIO(desk.get("/events.csv?country=AUS&type=sanction&status=happened").text)))
    assert len(rows) == len(one.xpath("//tbody/tr"))
    assert rows[0]["type"] == "SANCTION"
    assert "No event" in words(desk.get("/events?since=2030-01-01"))
    for name in ("agreements", "forces", "deadlines", "statements", "stories"):
        answer = desk.get(f"/{name}.csv?as_of={DAY}")
        assert answer.headers["content-type"].startswith("text/csv")
        assert len(answer.text.splitlines()) > 1, name


def test_the_map_is_drawn_here(desk):
    found = tree(desk.get(f"/map?as_of={DAY}"))
    svg = found.xpath("//*[name()='svg' and @class='world']")[0]
    assert len(svg.xpath(".//*[name()='path']")) > 150
    assert any("France: about 400 soldiers" in t for t in svg.xpath(".//*[name()='a']/@aria-label"))
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", html.tostring(svg).decode())


def test_search(desk):
    assert "Chad gives France notice" in words(desk.get("/search?q=notice+accord"))
    assert "Nothing found" in words(desk.get("/search?q=xylophone"))
    assert desk.get('/search?q="').status_code in (200, 422)
    found = desk.get("/api/search?q=accord").json()
    agency, day = found[0]["agency"], found[0]["published"][:10]
    for narrowed, left in (
        ("kind=agreement", {"agreement"}), ("country=JPN", set()), (f"source={agency}&since={day}&until={day}", {"story", "agreement"}),
        ("source=Nobody", set()), ("since=2099-01-01", set()),
    ):  # fmt: skip
        kinds = {h["kind"] for h in desk.get(f"/api/search?q=accord&{narrowed}").json()}
        assert kinds >= left if left else kinds == set(), narrowed
        assert ("Nothing found" in words(desk.get(f"/search?q=accord&{narrowed}"))) is not bool(left)
    assert desk.get("/search?q=accord&since=soon").status_code == 422


@pytest.mark.parametrize("page", ["/?as_of=yesterday", "/events?since=soon", "/deadlines?within=long", "/events?page=0", "/events?country=Nowhere"])  # fmt: skip
def test_what_is_not_understood_is_said(desk, page):
    answer = desk.get(page)
    assert answer.status_code == 422
    assert "Not understood" in answer.text


@pytest.mark.parametrize(
    "page", ["/nothing", "/why/Ezzzz", "/stories/00ff00ff", "/agreements/A1", "/nothing.csv", "/static/../app.py"]
)
def test_what_is_not_there_is_said(desk, page):
    assert desk.get(page).status_code == 404


# -- the API -----------------------------------------------------------------------------------------------------------
def test_every_view_as_json_with_openapi(desk, shared):
    described = desk.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.")
    row = shared.agreements(as_of=DAY)[0]
    story = shared.stories()[0].id
    fill = {"{ref}": {"agreements": row.id, "why": row.id, "stories": story}, "{key}": "omar-selah", "{iso3}": "TCD"}
    asked = 0
    for path, methods in described["paths"].items():
        if "get" not in methods:
            continue
        address = path.replace("{key}", fill["{key}"]).replace("{iso3}", fill["{iso3}"])
        if "{ref}" in path:
            address = address.replace("{ref}", fill["{ref}"][path.split("/")[2]])
        answer = desk.get(address, params={"q": "accord"} if path == "/api/search" else {"as_of": DAY})
        assert answer.status_code == 200, (address, answer.text[:200])
        assert answer.json() is not None
        asked += 1
    assert asked >= 23
    assert desk.get("/api/agreements", params={"as_of": DAY}).json()[0]["id"] == shared.agreements(as_of=DAY)[0].id
    assert desk.get("/api/why/Ezzzz").json()["error"]
    assert desk.get("/api/why/Ezzzz").status_code == 404
    assert desk.get("/api/events?since=x").status_code == 422


def test_the_api_has_every_page(desk):
    """What a page shows is there as JSON, with the page's filters."""
    from wireledger.desk import pages

    described = desk.get("/api/openapi.json").json()["paths"]
    seen = 0
    for route in pages.router.routes:
        if route.path.endswith(".csv"):
            continue
        there = described["/api/board" if route.path == "/" else f"/api{route.path}"]["get"]
        offered = {p["name"] for p in there["parameters"]}
        wanted = {p.alias for p in route.dependant.query_params} | {"as_of", "known_by"}
        assert wanted - offered <= {"page", "hide"}, route.path
        seen += 1
    assert seen >= 17
    shown = words(desk.get("/api"))
    assert "/api/decisions" in shown
    assert "action, claim, field, value, other, reason" in shown


def test_the_api_reads_adds_and_decides(ledger):
    desk = client(ledger)
    reading = desk.post("/api/read", json={"text": NEW}).json()
    assert reading["forces"]
    before = desk.get("/api/stamp").json()
    assert desk.post("/api/stories", json={"text": NEW}).json()["outcome"] == "new"
    assert desk.get("/api/stamp").json() != before
    force = ledger.forces(as_of="2021-06-08", countries="NER")[0]
    made = desk.post(
        "/api/decisions", json={"action": "correct", "claim": force.id, "field": "count", "value": "150"}
    ).json()
    assert ledger.forces(as_of="2021-06-08", countries="NER")[0].count == 150
    assert desk.post("/api/decisions", json={"action": "retract", "claim": made["claim"]}).status_code == 200
    assert ledger.forces(as_of="2021-06-08", countries="NER")[0].count == 120
    assert desk.post("/api/decisions", json={"action": "dance", "claim": force.id}).status_code == 422
    assert desk.post("/api/read", json={"text": ""}).status_code == 422
    assert (
        desk.post("/api/stories", content=json.dumps({"text": NEW}), headers={"content-type": "text/plain"}).status_code
        == 422
    )


# -- editing -----------------------------------------------------------------------------------------------------------
def test_paste_correct_save_undo_and_cases(ledger):
    desk = client(ledger)
    stamp = ledger.stamp()
    draft = desk.post("/paste", data={"csrf": csrf(desk), "text": NEW})
    assert draft.status_code == 200
    assert ledger.stamp() == stamp, "nothing is kept before it is saved"
    form = html.fromstring(draft.text).xpath("//form[@action='/paste/save']")[0]
    fields = dict(form.form_values())
    count = next(k for k in fields if k.endswith(".count"))
    event = next(k for k in fields if k.endswith(".type"))
    when = event.replace(".type", ".when")
    saved = desk.post("/paste/save", data={**fields, count: "150", event: "THREATEN", when: "2021-06-06"})
    assert saved.status_code == 200
    assert "corrected" in saved.text
    force = ledger.forces(as_of="2021-06-08", countries="NER")[0]
    assert force.count == 150
    row = next(e for e in ledger.events(as_of="2021-06-08") if e.accounts[0].claim == event.split(".")[0])
    assert (row.type, row.date) == ("THREATEN", "2021-06-06")
    decisions = words(desk.get("/decisions"))
    assert "count: 120 → 150" in decisions
    assert "Ed Itor" in decisions
    case = [json.loads(line) for line in desk.get("/cases.jsonl").text.splitlines()]
    assert len(case) == 1
    assert case[0]["gold"]["forces"][0]["count"] == 150
    assert case[0]["text"].strip() == NEW.strip()
    names = zipfile.ZipFile(io.BytesIO(desk.get("/cases.zip").content)).namelist()
    assert sorted(n.rpartition(".")[2] for n in names) == ["json", "txt"]
    for decision in ledger.decisions():
        desk.post("/decide", data={"csrf": csrf(desk), "action": "retract", "claim": decision.id})
    assert ledger.forces(as_of="2021-06-08", countries="NER")[0].count == 120
    assert desk.get("/cases.jsonl").text == ""
    assert ledger.verify() == []


def test_decisions_feed_a_file_of_cases_that_the_benchmarks_score(ledger, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1]))
    benchmark = pytest.importorskip("benchmarks.cases")
    file = tmp_path / "cases.jsonl"
    desk = client(ledger, cases=file)
    force = ledger.forces(as_of=DAY)[0]
    speaker = next(s for s in ledger.statements(as_of=DAY) if s.speaker == "Omar Selah")
    decide(desk, action="correct", claim=force.id, field="count", value="410")
    decide(desk, action="correct", claim=speaker.id, field="speaker", value="Idris Oumar")
    cases = [json.loads(line) for line in file.read_text().splitlines()]
    assert {d["says"].split(":")[0] for c in cases for d in c["decided"]} == {"count", "speaker"}
    assert cases == desk.get("/api/cases").json()
    figures, wrong = benchmark.score(file)
    by_name = {f.metric: f for f in figures}
    assert by_name["force sender F1"].value == 1.0
    assert by_name["force count F1"].value < 1.0, "the reading still says 400"
    assert by_name["statements: speaker"].value < 1.0
    assert by_name["event F1"].value == 1.0
    assert by_name["person found"].value == 1.0
    assert any("410" in line for line in wrong)
    zipfile.ZipFile(io.BytesIO(desk.get("/cases.zip").content)).extractall(tmp_path / "pairs")
    assert benchmark.accords.score(tmp_path / "pairs").fields["force count"].wrong >= 1
    for decision in ledger.decisions():
        decide(desk, action="retract", claim=decision.id)
    assert file.read_text() == "", "what is taken back is no case"
    file.write_text('{"name": "x"}\n')
    with pytest.raises(ValueError, match="no case"):
        benchmark.score(file)


def test_what_is_wrong_with_a_pasted_story_is_said(ledger):
    desk = client(ledger)
    stamp = ledger.stamp()
    for data, said in (
        ({"text": ""}, "no story"),
        ({"text": "A story that nothing dates."}, "dates this story"),
        ({"text": NEW, "published": "tomorrow"}, "no ISO date"),
    ):
        answer = desk.post("/paste", data={"csrf": csrf(desk), **data})
        assert said in answer.text, answer.text[-1500:]
    draft = desk.post("/paste", data={"csrf": csrf(desk), "text": NEW})
    fields = dict(html.fromstring(draft.text).xpath("//form[@action='/paste/save']")[0].form_values())
    count = next(k for k in fields if k.endswith(".count"))
    refused = desk.post("/paste/save", data={**fields, count: "many"})
    assert refused.status_code == 422
    assert "is no number" in refused.text
    assert ledger.stamp() == stamp
    assert desk.post("/paste/save", data={**fields, "key": "gone"}).status_code == 410


def test_a_dropped_file(ledger):
    desk = client(ledger)
    page = f"<html><head><title>T</title></head><body><article><h1>Niger orders French soldiers out</h1><p>{NEW}</p></article></body></html>"
    draft = desk.post(
        "/paste", data={"csrf": csrf(desk), "text": ""}, files={"file": ("story.html", page.encode(), "text/html")}
    )
    assert "120 French soldiers" in draft.text
    assert "/tmp" not in draft.text
    broken = desk.post(
        "/paste", data={"csrf": csrf(desk)}, files={"file": ("../../x.pdf", b"%PDF-1.7 broken", "application/pdf")}
    )
    assert broken.status_code == 422
    assert "/tmp" not in broken.text
    fields = dict(html.fromstring(draft.text).xpath("//form[@action='/paste/save']")[0].form_values())
    desk.post("/paste/save", data=fields)
    assert "story.html" in [s.source for s in ledger.stories()]


def test_editors_merge_and_take_back_from_a_page(ledger):
    desk = client(ledger)
    two = ledger.agreements(as_of="2021-07-01")[:2]
    back = desk.post(
        "/decide",
        data={
            "csrf": csrf(desk),
            "action": "merge",
            "claim": two[0].id,
            "other": two[1].id,
            "back": f"/agreements/{two[0].id}",
        },
        follow_redirects=False,
    )
    assert back.headers["location"] == f"/agreements/{two[0].id}"
    assert any("merged by hand" in a.merged_because for a in ledger.agreements(as_of="2021-07-01"))
    away = desk.post("/decide", data={"csrf": csrf(desk), "action": "retract", "claim": ledger.decisions()[0].id, "back": "//evil.example/"}, follow_redirects=False)  # fmt: skip
    assert away.headers["location"] == "/"


# -- people ------------------------------------------------------------------------------------------------------------
AGAIN = """N'DJAMENA, Sept. 9, 2021 (Northwire) - Chad will not reopen talks with France, Prime Minister Omar Selah said on Thursday. "The door is shut," Selah said.
"""


def test_a_person_is_one_line_of_the_ledger(ledger):
    import wireledger as wl

    ledger.add(wl.read(AGAIN))
    desk = client(ledger)
    listed = tree(desk.get("/people?country=TCD"))
    links = [a for a in listed.xpath("//tbody//th/a") if a.text == "Omar Selah"]
    assert len(links) == 1
    page = desk.get(links[0].get("href"))
    said = words(page)
    for part in (
        "Foreign Minister",
        "Prime Minister",
        "We have told Paris in a letter",
        "The door is shut",
    ):
        assert part in said, part
    assert re.search(r"3 Mar 2021 to 9 Sep 2021, in [23] stories", said)
    assert tree(page).xpath("//*[name()='svg' and contains(@class,'tenures')]")
    story = next(s.id for s in ledger.stories() if "Chad" in (s.headline or ""))
    speaker = tree(desk.get("/statements?country=TCD")).xpath(
        "//p[@class='meta']//a[contains(@href,'/people/')]/@href"
    )[0]
    assert "story=" in speaker
    assert "Omar Selah" in words(desk.get(speaker))
    assert desk.get(f"/api/people/omar-selah?story={story}").json()["actor"]["name"] == "Omar Selah"
    assert desk.get("/people?kind=rock").status_code == 422
    assert tree(desk.get("/people?kind=organization")).xpath("//h1")[0].text == "Bodies"
    rows = list(csv.DictReader(io.StringIO(desk.get("/people.csv?country=TCD").text)))
    assert [r["name"] for r in rows] == ["Omar Selah"]


def test_editors_split_and_merge_people_and_take_it_back(ledger):
    import wireledger as wl

    ledger.add(wl.read(AGAIN))
    desk = client(ledger)
    one = next(r for r in ledger.actors(kind="person", name="Selah") if len(r.stories) > 1)
    form = tree(desk.get(f"/people/{one.id}")).xpath("//form[.//button[text()='Somebody else']]")[-1]
    desk.post("/decide", data=dict(form.form_values()))
    two = [r for r in ledger.actors(kind="person", name="Selah") if r.country == "TCD"]
    assert len(two) == 2
    for address, status in (("/people/omar-selah", 300), ("/api/people/omar-selah", 404)):
        answer = desk.get(address)
        assert answer.status_code == status
        assert all(r.id in answer.text for r in two), "namesakes are named, with their ids"
    page = tree(desk.get(f"/people/{two[0].id}"))
    assert "split with" in page.text_content()
    form = page.xpath("//form[.//button[text()='The same']]")[0]
    assert dict(form.form_values())["other"] in {r.id for r in ledger.actors(kind="person", name="Selah")}
    decide(desk, action="merge", claim=two[0].id, other=two[1].id)
    whole = next(r for r in ledger.actors(kind="person", name="Selah") if r.country == "TCD")
    assert "merged by hand" in whole.merged_because
    for decision in ledger.decisions():
        decide(desk, action="retract", claim=decision.id)
    assert next(r for r in ledger.actors(kind="person", name="Selah") if len(r.stories) > 1).stories == one.stories
    assert ledger.verify() == []


def test_likely_rows_are_offered_for_merging(ledger):
    desk = client(ledger)
    row = next(a for a in ledger.agreements(as_of="2021-07-01") if "TCD" in a.countries)
    offered = tree(desk.get(f"/agreements/{row.id}?as_of=2021-07-01")).xpath("//datalist/option/@value")
    others = {a.id for a in ledger.agreements(as_of="2021-07-01") if "FRA" in a.countries} - {row.id}
    assert others
    assert others <= set(offered)
    assert row.id not in offered
    assert [i for i, _ in desk.get(f"/api/why/{row.id}/alike?as_of=2021-07-01").json()]


# -- colours -----------------------------------------------------------------------------------------------------------
def test_every_colour_can_be_read_on_every_ground(desk):
    """WCAG 2 AA: 4.5 for text on all that may lie behind it, 3 for lines and marks that tell something; both schemes."""
    light, dark = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", r)) for r in re.findall(r":root \{(.*?)\n\s*\}", desk.get("/static/desk.css").text, re.S)[:2])  # fmt: skip

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def ratio(one: str, other: str) -> float:
        high, low = sorted((luminance(one), luminance(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    assert light.keys() == dark.keys()
    for scheme in (light, dark):
        grounds = ("paper", "panel", "mark", "ins", "del")
        told = [("ink", g) for g in (*grounds, "event", "agreement", "force", "statement")]
        told += [
            (t, g) for t in ("soft", "link", "accent", "good", "warn") for g in grounds if (t, g) != ("accent", "mark")
        ]
        told += [("paper", "ink"), ("link", "event"), ("link", "agreement"), ("link", "force"), ("link", "statement")]
        low = {pair: round(ratio(scheme[pair[0]], scheme[pair[1]]), 2) for pair in told}
        assert {p: r for p, r in low.items() if r < 4.5} == {}
        lines = [
            (t, g)
            for t in ("firm", "focus", "accent", "good", "warn", "time", "place", "person")
            for g in ("paper", "panel")
        ]
        assert {p: r for p in lines if (r := ratio(scheme[p[0]], scheme[p[1]])) < 3} == {}


# -- security ----------------------------------------------------------------------------------------------------------
def test_a_story_full_of_html_shows_as_text(desk, shared):
    story = next(s for s in shared.stories() if "script" in (s.headline or ""))
    claims = shared.told(story.version).claims
    assert claims
    pages = [
        "/",
        "/events",
        "/agreements",
        "/statements",
        "/stories",
        "/people",
        "/search?q=alert",
        f"/stories/{story.id}",
    ]
    pages += [f"/why/{c.id[0].upper()}{c.id[1:]}" for c in claims]
    for page in pages:
        found = tree(desk.get(page))
        assert not found.xpath("//img | //script[not(@src='') and not(starts-with(@src, '/static/'))]"), page
        assert not found.xpath("//*[@onload or @onerror] | //a[starts-with(@href, 'javascript')]"), page
        assert not [h for h in found.iter("h1") if h.text_content() == "Not ours"]
        assert "49" not in found.text_content() or "{{ 7*7 }}" in found.text_content()
    assert "<script>alert('text')</script>" in words(desk.get(f"/stories/{story.id}"))


def test_a_pasted_story_full_of_html_shows_as_text(ledger):
    desk = client(ledger)
    draft = desk.post("/paste", data={"csrf": csrf(desk), "text": HOSTILE, "published": "2021-06-02"})
    found = html.fromstring(draft.text)
    assert not found.xpath("//article//script | //img | //*[@onload]")
    assert "alert('text')" in found.xpath("//article")[0].text_content()


def test_headers_bind_the_browser(desk):
    for page in ("/", "/api/board", "/static/desk.js", "/nothing"):
        headers = desk.get(page).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in policy
    assert desk.get("/").headers["cache-control"] == "no-store"


def test_nothing_is_loaded_from_another_host(desk):
    found = tree(desk.get("/"))
    for address in found.xpath("//link/@href | //script/@src | //img/@src"):
        assert address.startswith("/static/")
        assert desk.get(address).status_code == 200
    style = desk.get("/static/desk.css").text
    for font in re.findall(r"url\(([^)]*)\)", style):
        assert desk.get(f"/static/{font}").headers["content-type"] in ("font/woff2", "application/font-woff2")
    assert "http" not in style
    assert "@import" not in style


def test_an_address_that_others_reach_needs_a_guard():
    for host in ("0.0.0.0", "::", "192.168.1.5", "desk.example"):
        with pytest.raises(UsageError, match=r"users|token"):
            Settings(host=host)
        Settings(host=host, token="t" * 20)
    for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost"):
        Settings(host=host)
    assert not is_loopback("127.0.0.1.example")
    with pytest.raises(UsageError, match="short"):
        Settings(token="short")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
def test_a_foreign_name_is_no_host_of_the_desk(desk, host):
    assert desk.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_names_of_this_machine_are(desk, host):
    assert desk.get("/", headers={"host": host}).status_code == 200


def test_forged_requests_are_refused(ledger):
    desk = client(ledger)
    stamp = ledger.stamp()
    claim = ledger.forces(as_of=DAY)[0].accounts[0].claim
    data = {"action": "retract", "claim": claim}
    assert desk.post("/decide", data=data).status_code == 403
    assert desk.post("/decide", data={**data, "csrf": "x" * 43}).status_code == 403
    token = csrf(desk)
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert desk.post("/decide", data={**data, "csrf": token}, headers=headers).status_code == 403
        assert desk.post("/api/decisions", json=data, headers=headers).status_code == 403
        assert desk.post("/paste/save", data={"csrf": token}, headers=headers).status_code == 403
    stranger = client(ledger)
    assert stranger.post("/decide", data={**data, "csrf": token}).status_code == 403
    assert ledger.stamp() == stamp
    assert (
        desk.post("/decide", data={**data, "csrf": token}, headers={"origin": HOME}, follow_redirects=False).status_code
        == 303
    )


@pytest.fixture
def users():
    return {
        "ruth": User("ruth", "reader", hashed("reads everything")), "edda": User("edda", "editor", hashed("writes everything")),
    }  # fmt: skip


def log_in(desk: TestClient, name: str, password: str, **extra):
    return desk.post(
        "/login",
        data={"csrf": csrf(desk, "/login"), "name": name, "password": password, **extra},
        follow_redirects=False,
    )


def test_readers_log_in_and_may_not_write(ledger, users):
    desk = client(ledger, host="192.168.1.5", users=users)
    answer = desk.get(f"/events?as_of={DAY}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")
    assert desk.get("/api/events").status_code == 401
    assert desk.get("/events.csv", follow_redirects=False).status_code == 303
    assert "Chad" not in desk.get("/login").text
    assert desk.post("/api/stories", json={"text": NEW}).status_code == 401
    assert log_in(desk, "ruth", "wrong").status_code == 401
    planted = desk.cookies.get("desk")
    answer = log_in(desk, "ruth", "reads everything", next="/events")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events")
    assert desk.cookies.get("desk") != planted, "a session from before the login is worth nothing"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "ruth, reader" in desk.get("/").text
    stamp = ledger.stamp()
    token = csrf(desk, "/")
    assert desk.get("/paste").status_code == 403
    for path in ("/paste", "/paste/save"):
        assert desk.post(path, data={"csrf": token, "text": NEW}).status_code == 403
    assert (
        desk.post("/decide", data={"csrf": token, "action": "retract", "claim": ledger.forces()[0].id}).status_code
        == 403
    )
    assert desk.post("/api/stories", json={"text": NEW}).status_code == 403
    assert "Correct, take back" not in desk.get(f"/why/{ledger.forces()[0].id}").text
    assert ledger.stamp() == stamp
    desk.post("/logout", data={"csrf": token})
    assert desk.get("/", follow_redirects=False).status_code == 303


def test_editors_decide_in_their_own_name(ledger, users):
    desk = client(ledger, host="192.168.1.5", users=users)
    log_in(desk, "edda", "writes everything")
    desk.post("/decide", data={"csrf": csrf(desk), "action": "correct", "claim": ledger.forces(as_of=DAY)[0].id, "field": "count", "value": "410"})  # fmt: skip
    assert ledger.decisions()[0].editor == "edda"


def test_attempts_are_limited(ledger, users):
    desk = client(ledger, host="192.168.1.5", users=users)
    answers = [log_in(desk, "edda", f"guess {n}").status_code for n in range(10)]
    assert answers[:8] == [401] * 8
    assert answers[8:] == [429] * 2
    assert log_in(desk, "edda", "writes everything").status_code == 429


def test_login_leads_nowhere_else(ledger, users):
    desk = client(ledger, host="192.168.1.5", users=users)
    for target in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        assert log_in(desk, "ruth", "reads everything", next=target).headers["location"] == "/"
        desk.cookies.clear()


def test_a_token_opens_the_desk(ledger):
    token = "a token of some length"
    desk = client(ledger, host="0.0.0.0", token=token)
    assert desk.get("/api/board").status_code == 401
    assert desk.get("/api/board", headers={"authorization": f"Bearer {token}x"}).status_code == 401
    assert desk.get("/api/board", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert (
        desk.post("/api/stories", json={"text": NEW}, headers={"authorization": f"Bearer {token}"}).status_code == 200
    )
    assert log_in(desk, "", token).status_code == 303
    assert "token, editor" in desk.get("/").text


def test_a_read_only_desk(ledger):
    desk = client(ledger, read_only=True)
    assert "Paste a story" not in desk.get("/").text
    assert desk.get("/paste").status_code == 403
    assert desk.post("/api/stories", json={"text": NEW}).status_code == 403


def test_large_requests_are_refused(desk):
    assert desk.post("/paste", data={"text": "x" * 2_100_000}).status_code == 413

    def endless():
        for _ in range(3000):
            yield b"x" * 1000

    assert desk.post(
        "/paste", content=endless(), headers={"content-type": "application/x-www-form-urlencoded"}
    ).status_code in (403, 413)


def test_cookies_over_tls_are_for_tls_only(shared):
    desk = client(shared, secure=True)
    cookie = desk.get("/").headers.get_list("set-cookie")
    assert any(c.startswith("__Host-desk=") and "secure" in c.lower() for c in cookie)


def test_passwords_and_the_file_of_users(tmp_path):
    kept = hashed("long enough")
    assert matches("long enough", kept)
    assert not matches("long enougH", kept)
    assert hashed("long enough") != kept
    for broken in ("", "scrypt$1", "md5$x", "scrypt$9999999999$8$1$AA==$AA=="):
        assert not matches("x", broken)
    file = tmp_path / "users.toml"
    file.write_text(f'[ruth]\nrole = "reader"\npassword = "{kept}"\n')
    assert users_of(file)["ruth"].role == "reader"
    for text in ("", "[ruth]\nrole = 'boss'", "[ruth]\nrole = 'reader'\npassword = 'plain'", "rubbish["):
        file.write_text(text)
        with pytest.raises(UsageError):
            users_of(file)


def test_one_entry_of_a_reading_is_shown_where_it_stands():
    from wireledger.desk.marks import Mark, marked

    text = "One two three.\n\nFour <five>."
    found = marked(
        text,
        [Mark(4, 13, "event", "e1"), Mark(8, 21, "time", "t1"), Mark(4, 7, "place", "p1"), Mark(3, 3, "event", "e0")],
    )
    assert [[p.text for p in paragraph] for paragraph in found] == [
        ["One ", "two", " ", "three", "."],
        ["Four ", "<five>."],
    ]
    assert found[0][1].kinds == ["place", "event"]
    assert [p.first for p in found[0]] == [[], ["p1", "e1"], [], ["t1"], []]
    assert "".join(p.text for paragraph in found for p in paragraph) == text.replace("\n", "")


def test_pasting_the_same_story_twice_changes_nothing(ledger):
    desk = client(ledger)
    stamp = ledger.stamp()
    draft = desk.post("/paste", data={"csrf": csrf(desk), "text": NOTICE})
    fields = dict(html.fromstring(draft.text).xpath("//form[@action='/paste/save']")[0].form_values())
    assert desk.post("/paste/save", data=fields).status_code == 200
    assert ledger.stamp() == stamp


def test_a_story_that_the_ledger_has_is_corrected_by_pasting_it_again(ledger):
    desk = client(ledger)
    for _ in range(2):  # what was decided once is not decided again
        draft = desk.post("/paste", data={"csrf": csrf(desk), "text": NOTICE})
        fields = dict(html.fromstring(draft.text).xpath("//form[@action='/paste/save']")[0].form_values())
        counted = next(name for name in fields if name.endswith(".count"))
        assert desk.post("/paste/save", data={**fields, counted: "380"}).status_code == 200
    assert [d.summary for d in ledger.decisions()] == ["count: 400 → 380 (when the story was read at the desk)"]


def test_the_cases_that_are_kept_say_what_was_decided():
    kept = sorted((Path(__file__).parents[1] / "benchmarks" / "cases").glob("*.jsonl"))
    assert kept
    for case in (json.loads(line) for path in kept for line in path.read_text().splitlines()):
        assert {"name", "text", "gold", "decided"} <= case.keys()
        assert case["decided"]
