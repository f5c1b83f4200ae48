"""Fetching and polling, against a local server that misbehaves in every way it can."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from test_sources import STORY, put
from test_sources_formats import LEAD, PAGE, RSS, TITLE
from wireledger.errors import BadSource, MissingSource, SourceError, UsageError
from wireledger.model import Story
from wireledger.sources import fetch, fetching, open_sources, watch, watch_feeds, watching
from wireledger.sources.fetching import Refused, is_public


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, data=b"", status=200, kind="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers.setdefault("Content-Length", str(len(data)))
        for name, value in headers.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        name = self.path.strip("/").partition("?")[0].replace("-", "_").replace(".", "_")
        with contextlib.suppress(OSError):  # the client has gone, as it should
            getattr(self, f"on_{name}", lambda: self.answer(b"no", 404))()

    def on_page(self):
        self.answer(PAGE.encode())

    def on_gzip(self):
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def on_bomb(self):
        self.answer(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")

    def on_cut_gzip(self):
        self.answer(gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def on_brotli(self):
        self.answer(b"whatever", Content_Encoding="br")

    def on_latin(self):
        self.answer(PAGE.replace('<meta charset="utf-8">', "").encode("cp1252"), kind="text/html; charset=iso-8859-1")

    def on_short(self):
        self.answer(b"<p>cut", Content_Length="1000")

    def on_long(self):
        self.answer(b"", Content_Length="99999999999")

    def on_endless(self):
        self.answer(b"", Content_Length=None)
        while True:
            self.wfile.write(b"words " * 10_000)

    def on_drip(self):
        self.answer(b"", Content_Length=None)
        while True:
            self.wfile.write(b"w")
            time.sleep(0.05)

    def on_drip_header(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        while True:
            self.wfile.write(b"w")
            time.sleep(0.05)

    def on_silent(self):
        time.sleep(3)

    def on_garbage(self):
        self.wfile.write(b"\0\xff\xfe no http at all \r\n\r\n")

    def on_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 5000 + b"\r\n")

    def on_circle(self):
        self.answer(status=302, Location="/circle2")

    def on_circle2(self):
        self.answer(status=302, Location="/circle")

    def on_chain(self):
        step = int(self.path.partition("?")[2] or 0)
        self.answer(status=301, Location=f"/chain?{step + 1}")

    def on_moved(self):
        self.answer(status=301, Location="/page")

    def on_to_file(self):
        self.answer(status=302, Location="file:///etc/passwd")

    def on_to_metadata(self):
        self.answer(status=302, Location="http://169.254.169.254/latest/meta-data/")

    def on_busy(self):
        self.answer(b"later", 503, Retry_After="7200")

    def on_feed(self):
        if self.headers.get("If-None-Match") == self.server.etag:
            self.answer(status=304, Content_Length=None)
        else:
            self.answer(self.server.feed.encode(), kind="application/rss+xml", ETag=self.server.etag)

    def on_broken_feed(self):
        self.answer(b"<rss><channel><!ENTITY x></channel>", kind="application/rss+xml")

    def on_robots_txt(self):
        self.answer(b"User-agent: *\nDisallow: /private", kind="text/plain")

    def on_private_feed(self):
        self.answer(self.server.feed.encode())


@pytest.fixture(scope="module")
def running():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(running):
    running.asked, running.feed, running.etag = [], RSS, '"1"'
    return running


@pytest.fixture
def site(server):
    return f"http://127.0.0.1:{server.server_address[1]}"


def problem(url, **options):
    options = {"allow_private": True, "seconds": 30, **options}
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught:
        fetch(url, **options)
    assert time.monotonic() - begun < options["seconds"] + 5
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("page", ["page", "gzip", "moved", "latin"])
def test_a_page_is_fetched_and_read(site, server, page):
    found = list(open_sources([f"{site}/{page}"], allow_private=True))
    assert [f.headline for f in found] == [TITLE], found
    assert LEAD in found[0].text
    assert found[0].source == f"{site}/{page}"
    assert server.asked[0][1]["user-agent"].startswith("wireledger/")


def test_private_addresses_are_refused_unless_told(site, server):
    for url in (site + "/page", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
                "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/", "http://[::ffff:127.0.0.1]/",
                "http://0.0.0.0/", "http://[fe80::1]/", "http://100.64.0.1/", "http://224.0.0.1/"):  # fmt: skip
        assert "refused" in problem(url, allow_private=False).reason, url
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("::1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("::ffff:10.0.0.1", False), ("::127.0.0.1", False), ("fc00::1", False),
        ("fe80::1%eth0", False), ("192.0.2.1", False), ("255.255.255.255", False), ("ff02::1", False), ("nonsense", False),
    ],
)  # fmt: skip
def test_what_is_public(address, public):
    assert is_public(address) is public


def test_a_name_that_has_one_private_address_is_refused(monkeypatch):
    def answer(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("93.184.216.34", "127.0.0.1")]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", answer)
    assert "127.0.0.1" in problem("http://example.org/", allow_private=False).reason


def test_redirects_are_checked_like_the_address_itself(site, monkeypatch):
    assert "file" in problem(f"{site}/to-file").reason
    port = int(site.rpartition(":")[2])
    monkeypatch.setattr(
        fetching, "is_public", lambda address: address == "127.0.0.1"
    )  # the server stands for a public one
    error = problem(f"http://127.0.0.1:{port}/to-metadata", allow_private=False)
    assert "169.254.169.254" in error.reason


def test_only_http_addresses_without_users():
    for url in ("ftp://example.org/", "file:///etc/passwd", "http://", "http://user:word@example.org/", "http://[::1",
                "http://exa mple.org/", "gopher://x", "http://example.org:99999/", "http://" + "a" * 300 + ".org/"):  # fmt: skip
        assert isinstance(problem(url, allow_private=False), SourceError)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("missing", "404"), ("bomb", "longer than"), ("cut-gzip", "breaks off"), ("brotli", "not asked for"),
        ("short", "breaks off after 6 of 1,000"), ("long", "longer than"), ("endless", "longer than"),
        ("garbage", "breaks off"), ("headers", "breaks off"), ("circle", "circle"), ("chain", "more than 5 times"),
        ("busy", "503"),
    ],
)  # fmt: skip
def test_a_server_that_misbehaves(site, page, words):
    assert words in problem(f"{site}/{page}", limit=2_000_000).reason


@pytest.mark.parametrize("page", ["drip", "drip-header", "silent"])
def test_a_server_that_is_slow_is_given_up(site, page):
    assert "takes too long" in problem(f"{site}/{page}", seconds=0.6).reason


def test_a_port_where_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert isinstance(problem(f"http://127.0.0.1:{port}/"), MissingSource)


def poll(site, *pages, memory=None, **options):
    options = {"allow_private": True, "once": True, "seconds": 20, **options}
    return list(watch_feeds([f"{site}/{page}" for page in pages], memory=memory, **options))


def due(memory):
    """Let the memory's waits be over."""
    data = json.loads(memory.read_text())
    for state in data.values():
        state["next"] = 0
    memory.write_text(json.dumps(data))


def test_a_feed_is_polled_politely_and_resumed(site, server, tmp_path):
    memory = tmp_path / "state" / "feeds.json"
    assert len(poll(site, "feed", memory=memory)) == 2
    asked = len(server.asked)
    assert poll(site, "feed", memory=memory) == []
    assert len(server.asked) == asked, "asked again before its time"
    due(memory)
    assert poll(site, "feed", memory=memory) == []
    assert server.asked[-1][1]["if-none-match"] == '"1"'
    server.etag = '"2"'
    server.feed = RSS.replace("Two&lt;", "Three&lt;").replace("post-1", "post-3")
    due(memory)
    again = poll(site, "feed", memory=memory)
    assert [s.guid for s in again] == ["post-3", "https://example.org/2"], "one new, one changed"


def test_with_once_it_is_told_which_feeds_are_not_due(site, tmp_path):
    memory, told = tmp_path / "feeds.json", {}
    poll(site, "feed", memory=memory)
    assert poll(site, "feed", memory=memory, not_due=told.__setitem__) == []
    assert list(told) == [f"{site}/feed"]
    assert told[f"{site}/feed"] > time.time()


def test_a_feed_that_was_refused_here_need_not_wait_for_a_run_that_allows_it(site, server, tmp_path):
    memory = tmp_path / "feeds.json"
    (error,) = poll(site, "feed", memory=memory, allow_private=False)
    assert "refused" in error.reason
    assert server.asked == []
    assert len(poll(site, "feed", memory=memory)) == 2


def test_what_the_caller_did_not_take_is_given_again(site, tmp_path):
    memory = tmp_path / "feeds.json"
    stories = watch_feeds([f"{site}/feed"], memory=memory, once=True, allow_private=True)
    first = next(stories)
    next(stories)
    stories.close()
    assert [s.guid for s in poll(site, "feed", memory=memory)] == ["https://example.org/2"]
    assert first.guid == "post-1"


def test_a_feed_that_breaks_does_not_end_the_others_and_is_asked_less(site, tmp_path):
    memory = tmp_path / "feeds.json"
    found = poll(site, "busy", "broken-feed", "short", "feed", memory=memory)
    assert [type(f) for f in found] == [Refused, BadSource, BadSource, Story, Story]
    data = json.loads(memory.read_text())
    assert 7000 < data[f"{site}/busy"]["next"] - time.time() <= 7200, "Retry-After is kept"
    first = data[f"{site}/short"]["next"] - time.time()
    due(memory)
    poll(site, "short", memory=memory)
    assert json.loads(memory.read_text())[f"{site}/short"]["next"] - time.time() > 1.8 * first


def test_robots_are_heard(site, server):
    (error,) = poll(site, "private-feed")
    assert "robots" in error.reason
    assert [path for path, _ in server.asked] == ["/robots.txt"]
    assert len(poll(site, "private-feed", robots=False)) == 2


def test_feeds_are_polled_until_stopped(site, monkeypatch):
    monkeypatch.setattr(watching, "MINIMUM", 0.01)
    stop = threading.Event()
    stories = watch_feeds([f"{site}/feed"], interval=0.01, allow_private=True, stop=stop)
    assert isinstance(next(stories), Story)
    next(stories)
    threading.Timer(0.5, stop.set).start()
    assert list(stories) == []
    with pytest.raises(UsageError):
        watch_feeds(["no address"])


def test_a_folder_is_watched(tmp_path):
    folder, memory = tmp_path / "in", tmp_path / "memory.json"
    old = put(folder, "a.txt", STORY)
    os.utime(old, (1, 1))
    stop = threading.Event()
    stories = watch(folder, interval=0.05, settle=0.2, memory=memory, stop=stop)
    assert next(stories).source == str(old)
    new = put(folder, "sub/b.txt", STORY)
    begun = time.monotonic()
    assert next(stories).source == str(new)
    assert time.monotonic() - begun >= 0.15, "read before it had settled"
    old.write_text(STORY.replace("six", "nine"))
    assert "nine" in next(stories).text
    stop.set()
    assert list(stories) == []
    time.sleep(0.25)
    assert list(watch(folder, once=True, settle=0.0, memory=memory)) == [], "resumed where it stopped"
    old.unlink()
    assert list(watch(folder, once=True, memory=memory)) == []
    with pytest.raises(UsageError):
        watch(tmp_path / "none")
