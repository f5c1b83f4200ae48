"""The desk in a real browser: its journeys, with and without scripts, and that people can read and reach everything."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time

import pytest

from desk_stories import HOSTILE, NEW, make

pytest.importorskip("playwright", reason="NO PLAYWRIGHT: the tests in a browser did not run")
pytest.importorskip("fastapi", reason="THE DESK'S PACKAGES ARE MISSING: the tests in a browser did not run")

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM: the tests in a browser did not run"),
]
DAY = "2021-04-01"
PAGES = [
    "/", "/agreements", "/deadlines", "/forces", "/events", "/statements", "/stories", "/people", "/countries", "/countries/TCD",
    "/map", "/search?q=accord", "/paste", "/decisions", "/api",
]  # fmt: skip

PREMIER = """N'DJAMENA, Sept. 9, 2021 (Northwire) - Chad will not reopen talks with France, Prime Minister Omar Selah said on Thursday.
"""
CONTRAST = """() => {
  // Every text against what is painted behind it, by WCAG 2: 4.5, or 3 for large text.
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = (css) => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = css; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data]; };
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (node) => { for (; node; node = node.parentElement) { const c = rgba(getComputedStyle(node).backgroundColor); if (c[3] > 200) return c; } return [255, 255, 255, 255]; };
  const wrong = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest('.hidden, .skip, title, svg.world, option')) continue;
    const style = getComputedStyle(node), svg = node.closest('svg');
    const a = light(rgba(svg ? style.fill : style.color)), b = light(behind(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) wrong.push(`${ratio.toFixed(2)} ${node.tagName}.${node.getAttribute('class')}: ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  return wrong;
}"""
NAMES = """() => {
  // What can be operated has a name; ids are unique; tables have headings; there is one h1.
  const wrong = [];
  for (const f of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (!f.labels.length && !f.getAttribute('aria-label')) wrong.push(`no label: ${f.outerHTML.slice(0, 80)}`);
  }
  for (const a of document.querySelectorAll('a[href], button, summary')) {
    if (!(a.getAttribute('aria-label') || a.textContent).trim()) wrong.push(`no name: ${a.outerHTML.slice(0, 80)}`);
  }
  const ids = [...document.querySelectorAll('[id]')].map((n) => n.id);
  if (new Set(ids).size !== ids.length) wrong.push('an id twice');
  for (const t of document.querySelectorAll('table')) if (!t.querySelector('thead th[scope=col]')) wrong.push('a table without headings');
  if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
  if (!document.documentElement.lang) wrong.push('no language');
  for (const [n, of] of [['main', 1], ['header', 1], ['footer', 1]]) if (document.querySelectorAll(`body > ${n}`).length !== of) wrong.push(n);
  return wrong;
}"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    from wireledger.ledger import Ledger

    with Ledger(make(tmp_path_factory.mktemp("browser"))) as ledger:
        yield ledger


@contextlib.contextmanager
def served(store, **settings):
    """The desk served on a free port of this machine."""
    import uvicorn

    from wireledger.desk.app import make_app
    from wireledger.desk.guard import Settings

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(store, Settings(port=port, editor="Ed Itor", **settings))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def home(store):
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(browser, home, **settings):
    """A page that keeps what went wrong on it, and every host that it asked."""
    context = browser.new_context(base_url=home, viewport={"width": 1280, "height": 900}, **settings)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.wrong = []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: page.wrong.append(str(e)))
    page.on("dialog", lambda d: (page.wrong.append(d.message), d.dismiss()))
    page.on("request", lambda r: page.wrong.append(r.url) if not r.url.startswith((home, "data:")) else None)
    return page


@pytest.fixture
def page(browser, home):
    one = opened(browser, home)
    yield one
    one.context.close()


def every_page(store) -> list[str]:
    story = next(s for s in store.stories() if s.versions == 2)
    agreement = next(a for a in store.agreements(as_of=DAY) if "TCD" in a.countries)
    more = [f"/stories/{story.id}", f"/stories/{story.id}/versions", f"/agreements/{agreement.id}", f"/why/{store.forces(as_of=DAY)[0].id}", "/people/omar-selah"]  # fmt: skip
    return [p + ("&" if "?" in p else "?") + f"as_of={DAY}" for p in [*PAGES, *more]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_and_reached(browser, home, store, scheme):
    page = opened(browser, home, color_scheme=scheme)
    for address in every_page(store):
        page.goto(address)
        for details in page.locator("details:not([open]) > summary").all()[:3]:
            details.click()
        assert page.evaluate(NAMES) == [], address
        assert page.evaluate(CONTRAST) == [], (address, scheme)
        assert page.wrong == [], address
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_lights_up_can_still_be_read(browser, home, store, scheme):
    page = opened(browser, home, color_scheme=scheme)
    story = next(s for s in store.stories() if s.versions == 2)
    for kind in "fesa":
        page.goto(f"/stories/{story.id}")
        page.locator(f"article a.m[data-to^='{kind}']").first.click()
        assert page.locator("aside :target").count() == 1
        assert page.evaluate(CONTRAST) == [], (kind, scheme)
    page.context.close()


def test_targets_are_large_enough_to_hit(page, store):
    """WCAG 2.2: 24 pixels each way for what stands alone; words within a text or a list are as high as their line."""
    for address in every_page(store):
        page.goto(address)
        small = page.evaluate("""() => [...document.querySelectorAll('nav a, .days a, button, select, input:not([type=hidden]):not([type=checkbox])')]
          .filter((n) => n.checkVisibility() && !n.closest('.hidden'))
          .map((n) => [n.outerHTML.slice(0, 60), n.getBoundingClientRect()]).filter(([, b]) => b.width < 24 || b.height < 24).map(([h]) => h)""")
        assert [s for s in small if 'class="link"' not in s and 'class="skip"' not in s] == [], address


def test_the_focus_goes_down_the_page(page, store):
    """Tabbing meets things in the order in which they are read: from the masthead through the dates to the content."""
    for address in every_page(store)[:6]:
        page.goto(address)
        order = []
        for _ in range(60):
            page.keyboard.press("Tab")
            if order and page.evaluate("document.activeElement.matches('body, .skip')"):
                break  # past the last one
            order.append(
                page.evaluate("""() => { const p = ['body > header', 'form.when', 'main', 'body > footer'];
              return p.findIndex((s) => document.activeElement.closest(s)); }""")
            )
        met = [n for n in order if n >= 0]
        assert met == sorted(met), address
        assert {0, 1, 2} <= set(met), address


def test_labels_of_a_life_do_not_overlap(page, store):
    agreement = next(a for a in store.agreements(as_of=DAY) if "TCD" in a.countries)
    for day in (DAY, "2021-03-03", "2021-03-05", "2021-09-02"):
        page.goto(f"/agreements/{agreement.id}?as_of={day}")
        over = page.evaluate("""() => {
          const box = (n) => n.getBoundingClientRect(), all = [...document.querySelectorAll('svg.life text, svg.life line.now')];
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          const found = [];
          for (const [i, a] of all.entries()) for (const b of all.slice(i + 1)) if (meet(box(a), box(b))) found.push(a.textContent + ' / ' + b.textContent);
          return found; }""")
        assert over == [], day
    assert page.get_by_text("its last day is").is_visible()
    assert page.locator("svg.life text.end").inner_html() == "ends 3 Sep 2021"
    assert page.locator(".steps .result").inner_text().endswith("3 Sep 2021")


def test_what_is_not_to_be_highlighted_is_in_the_address(page, store):
    story = next(s for s in store.stories() if s.versions == 2)
    page.goto(f"/stories/{story.id}?as_of={DAY}")
    page.get_by_label("statements").uncheck()
    page.get_by_label("places").uncheck()
    assert "hide=statement%2Cplace" in page.url
    assert f"as_of={DAY}" in page.url
    page.goto(page.url)
    assert not page.get_by_label("statements").is_checked()
    assert not page.get_by_label("places").is_checked()
    assert page.get_by_label("events").is_checked()


def test_since_the_last_visit(browser, home, store):
    """A reader who comes back after some hours sees what was recorded since; the address can be shared."""
    page = opened(browser, home)
    page.goto("/")
    assert page.get_by_text("Since your last visit").count() == 0
    page.context.add_cookies([{"name": "visit", "value": "|2020-01-01T00:00:00", "url": home}])
    page.goto("/")
    assert page.get_by_role("heading", name="Since your last visit").is_visible()
    page.get_by_role("link", name="1 Jan 2020, 00:00 UTC").click()
    assert "since=2020-01-01" in page.url
    other = opened(browser, home)
    other.goto(page.url)
    assert other.get_by_role("heading", name="Since your last visit").is_visible()
    for one in (page, other):
        assert one.wrong == []
        one.context.close()


def test_a_person_is_split_merged_and_whole_again(browser, home, store):
    import wireledger as wl

    store.add(wl.read(PREMIER))
    page = opened(browser, home)
    page.goto("/people?country=TCD")
    page.get_by_role("link", name="Omar Selah").click()
    assert page.locator("svg.tenures").is_visible()
    page.get_by_role("button", name="Somebody else").last.click()
    assert page.get_by_text("split with").first.is_visible()
    page.get_by_role("button", name="is the same as").first.click()
    assert page.get_by_text("merged by hand").first.is_visible()
    for kind in ("merge", "split"):
        page.locator("tr", has=page.get_by_role("cell", name=kind, exact=True)).get_by_role("button", name="Take back").click()  # fmt: skip
        page.wait_for_load_state()
    assert page.get_by_text("merged by hand").count() == 0
    assert page.wrong == []
    page.context.close()


def test_log_in_read_and_log_out(browser, store):
    from wireledger.desk.guard import User, hashed

    users = {"ruth": User("ruth", "reader", hashed("reads everything"))}
    with served(store, users=users) as home:
        page = opened(browser, home)
        page.goto(f"/events?country=TCD&as_of={DAY}")
        page.get_by_label("Name").fill("ruth")
        page.get_by_label("Password").fill("reads nothing")
        page.get_by_role("button", name="Log in").click()
        assert page.get_by_role("alert").is_visible()
        page.wrong.clear()  # the browser's own word for the status 401
        page.get_by_label("Name").fill("ruth")
        page.get_by_label("Password").fill("reads everything")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/events?*")
        assert "country=TCD" in page.url
        assert page.get_by_text("ruth, reader").is_visible()
        assert page.get_by_role("link", name="Paste a story").count() == 0
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/login")
        page.goto("/")
        assert page.url.endswith("/login?next=%2F")
        assert page.wrong == []
        page.context.close()


def test_the_map_needs_no_other_host(browser, home):
    page = opened(browser, home)
    page.context.route(lambda url: not url.startswith(home), lambda route: route.abort())
    page.goto(f"/map?as_of={DAY}")
    assert page.locator("svg.world path.land").count() > 150
    assert page.locator("svg.world circle.force").count() >= 1
    page.locator("svg.world a[aria-label^='France: about 400']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/why/*")
    assert page.wrong == []
    page.context.close()


def test_on_a_phone_no_page_is_wider_than_the_screen(browser, home, store):
    page = opened(browser, home)
    page.set_viewport_size({"width": 360, "height": 740})
    for address in every_page(store):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    page.context.close()


def test_by_keyboard_alone(page):
    page.goto(f"/?as_of={DAY}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(() => { const a = document.activeElement; const s = getComputedStyle(a);"
            " return [a.tagName, a.getAttribute('href') || '', s.outlineStyle !== 'none']; })()"
        )
        if here[0] == "BODY":
            break
        assert here[2], f"no outline on {here}"
        reached.add(here[1])
    links = set(page.eval_on_selector_all("main a[href]", "nodes => nodes.map(n => n.getAttribute('href'))"))
    assert links <= reached


def test_from_the_board_to_the_words_and_back_in_time(page):
    page.goto("/")
    page.get_by_label("As of").fill(DAY)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"**/?as_of={DAY}")
    page.locator("main").get_by_role("link", name="Chad–France defence accord").or_(
        page.locator("main h3 + ul a").filter(has_text="Chad")
    ).first.click()
    assert f"as_of={DAY}" in page.url
    assert page.get_by_text("The agreement can be ended with six months' notice.").first.is_visible()
    page.locator(".account h3 a").first.click()
    lit = page.locator("li:target")
    assert lit.count() == 1, "the claim is the one that was followed"
    lit.locator("a.back").click()
    assert "#w-" in page.url
    assert page.wrong == []


def test_a_highlight_and_its_claim_light_up_together(page, store):
    story = next(s for s in store.stories() if s.versions == 2)
    page.goto(f"/stories/{story.id}")
    claim = page.locator("aside li[data-ref^='f']").first
    claim.hover()
    assert page.locator("article .m.force.lit").count() >= 1
    mark = page.locator("article a.m.time").first
    mark.focus()
    ref = mark.get_attribute("data-refs").split()[0]
    assert "lit" in page.locator(f"[data-ref='{ref}']").get_attribute("class")
    page.get_by_label("statements").uncheck()
    colour = page.locator("article .m.statement:not(.event):not(.agreement):not(.force)").first.evaluate("n => getComputedStyle(n).backgroundColor")  # fmt: skip
    assert colour == "rgba(0, 0, 0, 0)"


def test_filters_and_the_plot_of_months(page):
    page.goto("/events")
    whole = page.locator("tbody tr").count()
    page.get_by_label("Type").select_option("SANCTION")
    page.get_by_label("Country").fill("AUS")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**/events?*")
    assert "status=" not in page.url, "what is empty is not in the address"
    assert 0 < page.locator("tbody tr").count() < whole
    page.goto("/events")
    page.locator("svg.months a").first.click()
    assert "since=" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of these rows").click()
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("scripts", [True, False])
def test_paste_correct_save_and_take_back(browser, home, store, scripts):
    page = opened(browser, home, java_script_enabled=scripts)
    text = NEW.replace("Niger", "Mali").replace("NIAMEY", "BAMAKO") if scripts else NEW
    host = "MLI" if scripts else "NER"
    page.goto("/paste")
    page.get_by_label("Text of the story").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/paste/draft*")
    page.locator("input[name$='.count']").fill("150")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/stories/*")
    assert page.get_by_text("corrected").first.is_visible()
    force = store.forces(as_of="2021-06-08", countries=host)[0]
    assert force.count == 150
    page.goto("/decisions")
    assert page.get_by_text("count: 120 → 150").first.is_visible()
    page.get_by_role("button", name="Take back").first.click()
    page.wait_for_url("**/decisions")
    assert store.forces(as_of="2021-06-08", countries=host)[0].count == 120
    assert page.wrong == []
    page.context.close()


def test_type_parties_dates_and_merges_are_corrected_before_a_story_is_saved(page, store):
    page.goto("/paste?as_of=2021-08-25")
    text = NEW.replace("Niger has", "Benin has").replace("NIAMEY", "COTONOU").replace("Ali Moro", "Jean Dossou")
    text = text.replace("Northwire", "Eastwire").replace("June 7", "Aug. 23")  # no version of another test's story
    page.get_by_label("Text of the story").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/paste/draft*")
    page.evaluate("document.querySelectorAll('form.draft details').forEach((d) => { d.open = true; })")
    event = page.locator("form.draft fieldset", has=page.locator("select[name$='.type']")).first
    event.locator("select[name$='.type']").select_option("COERCE")
    event.locator("input[name$='.recipients']").fill("France, Italy")
    event.locator("input[name$='.when']").fill("2021-08-22")
    same = page.locator("form.draft fieldset", has=page.locator("input[name$='.count']")).get_by_label("Same as")
    other = next(f for f in store.forces(as_of="2021-08-25") if f.sender == "France" and f.host == "TCD")
    same.select_option(other.id)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/stories/*")
    assert "as_of=2021-08-25" in page.url
    story = page.url.split("/stories/")[1].split("?")[0].replace("%3A", ":")
    (changed,) = [e for e in store.events(types=["COERCE"]) if e.accounts[0].story == story]
    assert (changed.date, changed.recipients, changed.countries) == (
        "2021-08-22",
        ["France", "Italy"],
        ["BEN", "FRA", "ITA"],
    )
    merged = [f for f in store.forces() if story in {a.story for a in f.accounts}]
    assert [len({a.story for a in f.accounts}) > 1 for f in merged] == [True]
    page.goto("/decisions")
    for what in ("type:", "recipients:", "when:", "merge with"):
        decision = page.get_by_role("row").filter(has_text=what).first
        decision.get_by_role("button", name="Take back").click()
        page.wait_for_url("**/decisions")
    assert not [e for e in store.events(types=["COERCE"]) if e.accounts[0].story == story]
    assert [len(f.accounts) for f in store.forces() if story in {a.story for a in f.accounts}] == [1]
    assert page.wrong == []


def test_a_dropped_file_is_read(page):
    page.goto("/paste")
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'wire.txt', {type: 'text/plain'}));
        document.querySelector('main').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }""",
        NEW.replace("120", "130"),
    )
    page.wait_for_url("**/paste/draft*")
    assert page.get_by_text("130 French soldiers").first.is_visible()
    assert page.wrong == []


def test_a_story_full_of_html_runs_nothing(page, store):
    story = next(s for s in store.stories() if "script" in (s.headline or ""))
    for address in ("/", "/events", "/statements", f"/stories/{story.id}", "/search?q=alert"):
        page.goto(address)
        assert page.wrong == [], address
    page.goto("/paste")
    page.get_by_label("Text of the story").fill(HOSTILE.replace("June 2", "June 3"))
    page.get_by_label("Published").fill("2021-06-03")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/paste/draft*")
    assert page.get_by_text("alert('text')").first.is_visible()
    assert page.wrong == []


def test_a_page_that_is_kept_open_tells_of_news(page, store):
    import wireledger as wl

    page.goto("/")
    assert page.locator("#news").is_hidden()
    store.add(wl.read(NEW.replace("June 7", "June 14").replace("Ali Moro", "Issa Dan")))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#news").wait_for(state="visible")
    assert "more than this page shows" in page.locator("#news").text_content()


def test_printed_it_is_only_the_content(page):
    page.goto(f"/agreements?as_of={DAY}")
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.locator("table").is_visible()
    assert page.get_by_text("The world on").is_visible(), "the day stays on the sheet"
