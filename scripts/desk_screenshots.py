"""Take the pictures of docs/desk.md: the desk over the sample stories, in Debian's Chromium.

``python scripts/desk_screenshots.py`` writes ``docs/images/desk-*.png``."""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from wireledger.desk.app import make_app
from wireledger.desk.guard import Settings
from wireledger.ledger import Ledger
from wireledger.reading import read_stories
from wireledger.samples import stories

OUT = Path(__file__).parents[1] / "docs" / "images"
DAY = "2024-12-01"
PASTED = """MALE, May 10, 2024 (Sample Wire) - India has withdrawn the last of about 80 soldiers from the Maldives, Foreign Ministry spokesperson Heena Waleed said on Friday.
"""


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "samples.sqlite") as ledger:
        for one in read_stories(stories()):
            ledger.add(one)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = make_app(ledger, Settings(port=port, editor="A. Editor"))
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            take(f"http://127.0.0.1:{port}", ledger)
        finally:
            server.should_exit = True
            thread.join(10)


def take(home: str, ledger: Ledger) -> None:
    """All the pictures."""
    told = next(s for s in ledger.stories() if s.versions > 1)
    agreement = next(a for a in ledger.agreements(as_of=DAY) if a.state == "ending")
    person = max(ledger.actors(as_of=DAY, kind="person"), key=lambda r: (len(r.stories), r.id))
    event = ledger.events(as_of=DAY)[-1]
    pages = {
        "board": f"/?as_of={DAY}", "story": f"/stories/{told.id}?as_of={DAY}", "versions": f"/stories/{told.id}/versions?as_of={DAY}",
        "agreement": f"/agreements/{agreement.id}?as_of={DAY}", "map": f"/map?as_of={DAY}", "events": f"/events?as_of={DAY}", "person": f"/people/{person.id}", "evidence": f"/why/{event.id}?as_of={DAY}",
        "country": f"/countries/NER?as_of={DAY}",
    }  # fmt: skip
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, address in pages.items():
            picture(browser.new_page(viewport={"width": 1200, "height": 780}), home + address, name)
        dark = browser.new_page(viewport={"width": 1200, "height": 780}, color_scheme="dark")
        picture(dark, home + pages["board"], "board-dark")
        phone = browser.new_page(viewport={"width": 390, "height": 780})
        picture(phone, home + pages["board"], "phone")
        draft = browser.new_page(viewport={"width": 1200, "height": 780})
        draft.goto(home + "/paste")
        draft.get_by_label("Text of the story").fill(PASTED)
        draft.get_by_role("button", name="Read it").click()
        draft.wait_for_url("**/paste/draft*")
        draft.screenshot(path=OUT / "desk-paste.png")
        draft.locator("input[name$='.count']").fill("76")
        draft.get_by_role("button", name="Save").click()
        draft.wait_for_url("**/stories/*")
        picture(draft, home + "/decisions", "decisions")
        browser.close()


def picture(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=OUT / f"desk-{name}.png")


if __name__ == "__main__":
    main()
