"""Bytes that nobody meant as a story: nothing is raised, nothing hangs, and what comes out is whole.

As a command it tries damaged samples of every format for as long as it is told, and prints the figures::

    python tests/test_sources_fuzz.py --seconds 600 --seed 1
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import gzip
import io
import json
import random
import signal
import sys
import tarfile
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from test_sources import STORY
from test_sources_formats import ATOM, NINJS, NINJS3, NITF, PAGE, RSS, WARC, mail, newsml, pdf
from wireledger.errors import SourceError
from wireledger.model import Story
from wireledger.sources import FORMATS, Limits, open_sources
from wireledger.sources.item import iso_date
from wireledger.sources.markup import root_of, text_of_html

SLOW = 20.0
"""Seconds for one input of some kilobytes: more is a hang."""
LIMITS = Limits(document=2_000_000, archive=4_000_000, expanded=50_000_000, ratio_from=1_000_000)


def zipped(**members: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return memory.getvalue()


def tarred(**members: str) -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as archive:
        for name, text in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return memory.getvalue()


SEEDS: dict[str, bytes] = {
    "plain": STORY.encode(),
    "utf-16": STORY.encode("utf-16"),
    "nitf": NITF.encode(),
    "newsml": newsml().encode(),
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "html": PAGE.encode(),
    "ninjs": json.dumps(NINJS).encode(),
    "ninjs3": json.dumps(NINJS3, indent=1).encode(),
    "jsonlines": b"".join(json.dumps({"text": STORY, "id": n}).encode() + b"\n" for n in range(3)),
    "csv": b'id,title,text\n1,Notice,"One ""two""\n\nthree"\n2,Pact,Four\n',
    "mail": mail(),
    "multipart": mail(
        "--X\r\nContent-Type: text/plain\r\n\r\nOne.\r\n--X\r\nContent-Type: text/html\r\nContent-Disposition: attachment;"
        f' filename="a.html"\r\n\r\n{PAGE}\r\n--X--\r\n',
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n",
    ),
    "warc": b"".join(WARC),
    "warc.gz": b"".join(gzip.compress(record) for record in WARC),
    "zip": zipped(**{"a.txt": STORY, "b.xml": NITF}),
    "tar": tarred(**{"a.txt": STORY, "b.html": PAGE}),
    "tar.gz": gzip.compress(tarred(**{"a.txt": STORY})),
    "gz": gzip.compress(STORY.encode()),
    "pdf": pdf("The government of Norland said so."),
}
TOKENS = [
    b"<", b">", b"</", b"<!", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&a;", b"&#0;", b"&#xD800;",
    b"<?xml version='1.0' encoding='utf-7'?>", b"<nitf>", b"<rss>", b"<feed>", b"<html>", b"<newsItem>", b"<p>", b"\0",
    b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n", b"\n", b"{", b"[", b'"', b"\\ud800", b"\\u0000",
    b"1e999", b"NaN", b"-1", b"99999999999999999999", b"Content-Length: ", b"Content-Type: text/html; charset=hex",
    b"=?utf-8?b?//8=?=", b"boundary=", b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06", b"WARC/1.0\r\n", 
    b"ustar", b"0001-01-01", b"9999-12-31T24:00:00Z", b"2023-02-30", b"Fri, 99 Mar 0000 99:99:99 +9999", b"lang='zz'",
]  # fmt: skip


def read(data: bytes, **options) -> list[Story | SourceError]:
    """All that comes of bytes, each of it checked to be whole."""
    found = list(open_sources(["-"], stdin=io.BytesIO(data), limits=LIMITS, limit=200_000, **options))
    for one in found:
        if isinstance(one, SourceError):
            assert one.source
            assert one.reason
            assert " is not defined" not in one.reason, "caught, but a fault of ours"
            assert "\n" not in str(one)
            continue
        assert isinstance(one, Story)
        assert len(one.text.encode()) <= 200_000
        assert one.text.strip() or one.notice
        assert one.source
        assert one.language == "en"
        assert Story.model_validate_json(one.model_dump_json()) == one
        for paragraph in one.paragraphs:
            assert 0 <= paragraph.span.start <= paragraph.start <= paragraph.span.end <= len(one.text)
        assert one.published is None or iso_date(one.published) == one.published
        assert (one.published is None) == (one.published_from is None)
    return found


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them changed, removed, doubled, moved, or put in from what formats are afraid of."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, end = sorted((chance.randrange(len(out) + 1), chance.randrange(len(out) + 1)))
        end = min(end, at + chance.choice((1, 4, 64, 4096)))
        what = chance.randrange(8)
        if what == 0 and out:
            out[min(at, len(out) - 1)] ^= 1 << chance.randrange(8)
        elif what == 1:
            del out[at:end]
        elif what == 2:
            out[at:at] = out[at:end] * chance.choice((1, 2, 50))
        elif what == 3:
            out[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 400))
        elif what == 4:
            out[at:end] = bytes(chance.randrange(256) for _ in range(min(end - at, 64)))
        elif what == 5:
            del out[at:]
        elif what == 6:
            other = chance.choice(list(SEEDS.values()))
            out[at:end] = other[: chance.randrange(len(other))]
        else:
            out[at:end] = chance.choice(TOKENS)
        del out[200_000:]
    return bytes(out)


RELAXED = settings(max_examples=100, deadline=SLOW * 1000, suppress_health_check=list(HealthCheck), derandomize=True)


@RELAXED
@given(st.binary(max_size=4000))
def test_any_bytes(data):
    read(data)


@RELAXED
@given(st.sampled_from([s for s in SEEDS if s != "pdf"]), st.randoms(use_true_random=False))
def test_damaged_samples(name, chance):
    read(damaged(SEEDS[name], chance))


@RELAXED
@given(st.sampled_from([f for f in FORMATS if f != "pdf"]), st.sampled_from(sorted(SEEDS)))
def test_a_sample_read_as_a_format_that_it_is_not(format, name):
    read(SEEDS[name], format=format)


@RELAXED
@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_soups_of_what_formats_are_afraid_of(tokens):
    read(b"".join(tokens))


@pytest.mark.slow
@settings(RELAXED, max_examples=4)
@given(st.randoms(use_true_random=False))
def test_damaged_pdf(chance):
    read(damaged(SEEDS["pdf"], chance))


@RELAXED
@given(st.text(max_size=300))
def test_any_text_comes_through_as_it_is(text):
    story = next(open_sources(["-"], stdin=io.BytesIO(text.encode("utf-8", "replace")), format="plain"))
    if isinstance(story, Story):
        assert story.text == text.encode("utf-8", "replace").decode().removeprefix("\ufeff").replace(
            "\r\n", "\n"
        ).replace("\r", "\n").replace("\0", "\ufffd")


@RELAXED
@given(st.text(max_size=300))
def test_helpers_take_any_text(text):
    root_of(text)
    text_of_html(text, "x")
    date = iso_date(text)
    assert date is None or iso_date(date) == date


@RELAXED
@given(st.dates(min_value=dt.date(1800, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_dates_in_all_their_forms_are_one(day):
    iso = day.isoformat()
    assert iso_date(iso) == iso_date(iso.replace("-", "")) == iso
    assert iso_date(f"{iso}T00:00:00Z") == iso_date(f"{iso.replace('-', '')}T000000Z") == f"{iso}T00:00:00+00:00"


BOMBS = {
    "entities": b"<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a 'aaaaaaaaaa'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><nitf><body><body.content><p>&j;</p></body.content></body></nitf>",
    "entities in UTF-16": "<!DOCTYPE rss [<!ENTITY a 'a'>]><rss><channel/></rss>".encode("utf-16"),
    "a file as entity": b"<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><nitf><body>&a;</body></nitf>",
    "depth": b"<nitf>" * 100_000,
    "zip": zipped(**{"a.txt": "0" * 300_000_000}),
    "zips in zips": zipped(**{"a.zip": zipped(**{"a.zip": zipped(**{"a.txt": "x"})}).decode("latin-1")}),
    "gz": gzip.compress(bytes(200_000_000)),
    "warc.gz": gzip.compress(b"WARC/1.0\r\nContent-Length: 9\r\n\r\n" + bytes(200_000_000)),
    "tar.gz": gzip.compress(tarred(**{"a.txt": "0" * 100_000_000})),
    "deep json": b'{"a":' * 100_000,
    "one page, many elements": b"<html><body>" + b"<table><tr><td>x y z</td></tr></table>" * 30_000,
    "fields of a message": b"Date: x\r\nSubject: y\r\nFrom: " + b'"' * 60_000 + b"\r\n\r\nx",
    "parts of a message": b"From: x\r\nSubject: y\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n" + b"\n--X\n" * 50_000,
    "an endless column": b'id,title,text\n1,2,"' + b"x" * 5_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_in_time(name):
    begun = time.process_time()
    list(open_sources(["-"], stdin=io.BytesIO(BOMBS[name])))
    read(BOMBS[name])
    assert time.process_time() - begun < 10
    if "entit" in name:
        assert "refused" in read(BOMBS[name])[0].reason


def test_packed_files_nested_too_deeply_are_refused():
    data = STORY.encode()
    for _ in range(10):
        data = gzip.compress(data)
    (error,) = read(data)
    assert "deep" in error.reason


def main() -> int:
    parser = argparse.ArgumentParser(description="Try damaged samples of every format.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pdf", action="store_true", help="also PDF, which takes a process for each input")
    given_ = parser.parse_args()
    chance = random.Random(given_.seed)
    names = [name for name in SEEDS if name != "pdf" or given_.pdf]
    tried: collections.Counter[str] = collections.Counter()
    outcomes: collections.Counter[str] = collections.Counter()
    broken: collections.Counter[str] = collections.Counter()
    failures = hangs = 0
    slowest = (0.0, "")

    def too_long(*_):
        raise KeyboardInterrupt("hang")

    signal.signal(signal.SIGALRM, too_long)
    begun = time.monotonic()
    while time.monotonic() - begun < given_.seconds:
        name = chance.choice(names)
        data = damaged(SEEDS[name], chance)
        start = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, SLOW)
        try:
            found = read(data)
            outcomes.update(type(one).__name__ for one in found)
            broken.update(str(one).partition("cannot be read ")[2] for one in found if "cannot be read " in str(one))
        except KeyboardInterrupt:
            hangs += 1
            print(f"HANG {name} {data[:200]!r}", file=sys.stderr)
        except Exception as error:
            failures += 1
            print(f"CRASH {name} {error!r} {data[:200]!r}", file=sys.stderr)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        tried[name] += 1
        slowest = max(slowest, (time.process_time() - start, name))
    print(
        f"{sum(tried.values())} inputs, {failures} crashes, {hangs} hangs; slowest {slowest[0]:.2f} s of processor ({slowest[1]})"
    )
    print(", ".join(f"{name} {count}" for name, count in sorted(tried.items())))
    print(", ".join(f"{name} {count}" for name, count in outcomes.most_common()))
    print(f"{broken.total()} times a parser broke in a way that no reader foresaw, and was caught:")
    for words, count in broken.most_common(10):
        print(f"  {count} {words}")
    return 1 if failures or hangs else 0


if __name__ == "__main__":
    sys.exit(main())
