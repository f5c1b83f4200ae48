"""One format after the other: what each gives, from small examples written for this project."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from test_sources import GERMAN, STORY, one, put
from wireledger.errors import BadSource, BinaryStory, EmptyStory, NotEnglish, SourceError, UsageError
from wireledger.model import Story
from wireledger.sources import open_sources

SHARED = Path(os.environ.get("WIRELEDGER_SHARED", Path(__file__).parents[2] / "shared"))
LEAD = (
    "The government of Norland said on Friday that it had given six months’ notice on its naval agreement with Sundria."
)
SECOND = "“We thank our friends,” the defence minister said at the harbour of Port Hale, where 400 sailors are based."
TITLE = "Norland gives notice on naval pact"

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">
<nitf><head><title>{TITLE}</title>
<docdata management-status="usable"><doc-id id-string="nl-0303" regsrc="NW"/><du-key key="nl-naval" version="3"/>
<date.issue norm="20230303T101500Z"/></docdata>
<pubdata date.publication="20230303"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1><hl2>Sundria regrets</hl2></hedline>
<byline>By <person>Ann Lee</person> and <person>Bo Ray</person>, <byttl>Staff</byttl></byline>
<distributor>Newsroom</distributor>
<dateline><location>PORT HALE</location>, <story.date norm="20230303">March 3</story.date></dateline></body.head>
<body.content><block><p>{LEAD}</p><media><media-caption>A ship</media-caption></media><p>{SECOND}</p></block></body.content>
</body></nitf>"""


def newsml(status="stat:usable", extra="", body=None):
    inner = NITF.split("?>\n", 1)[1].split('dtd">\n')[1] if body is None else body
    return f"""<?xml version="1.0"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:nw:1" version="7" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider qcode="nprov:NW"/><versionCreated>2023-03-03T10:15:00Z</versionCreated><pubStatus qcode="{status}"/>{extra}</itemMeta>
<contentMeta><located><name>Port Hale</name></located><headline>{TITLE}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml">{inner}</inlineXML></contentSet></newsItem>
<newsItem guid="urn:nw:2" version="1"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>
</itemSet></newsMessage>"""


PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | The Harbour Post</title>
<link rel="canonical" href="https://example.org/2023/03/03/naval-pact">
<meta property="article:published_time" content="2023-03-03T10:15:00+01:00"><meta name="author" content="Ann Lee">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "NewsArticle",
"headline": "{TITLE}", "datePublished": "2023-03-03T09:15:00Z", "dateModified": "2023-03-03T12:00:00Z",
"author": [{{"@type": "Person", "name": "Ann Lee"}}, {{"@type": "Person", "name": "Bo Ray"}}]}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{TITLE}</h1><p>{LEAD}</p><p>{SECOND}</p>
<p>Sundria's foreign office called the step regrettable, and said that its sailors would leave by the end of August.</p>
</article><footer>Subscribe to our newsletter for more.</footer></body></html>"""


def test_nitf(tmp_path):
    story = one(put(tmp_path, "a", NITF))
    assert story.text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    assert (story.headline, story.byline, story.agency) == (TITLE, "Ann Lee and Bo Ray", "Newsroom")
    assert (story.guid, story.version, story.dateline_place) == ("nl-0303", "3", "PORT HALE")
    assert (story.published, story.published_from) == ("2023-03-03T10:15:00+00:00", "markup")
    assert [p.kind for p in story.paragraphs] == ["headline", "body", "body"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_xml_in_other_encodings(tmp_path, encoding):
    text = NITF.replace("UTF-8", encoding).replace("“", '"').replace("”", '"').replace("’", "'").replace("Lee", "Lée")
    assert one(put(tmp_path, "a", text.encode(encoding))).byline == "Ann Lée and Bo Ray"


def test_newsml_message(tmp_path):
    story, picture = open_sources([put(tmp_path, "a.xml", newsml())])
    assert (story.guid, story.version, story.agency) == ("urn:nw:1", "7", "Newsroom")
    assert story.text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    assert story.published == "2023-03-03T10:15:00+00:00"
    assert story.notice is None
    assert isinstance(picture, EmptyStory)
    assert "picture" in picture.reason
    assert picture.source.endswith("#urn:nw:2")


def test_kill_withdrawal_and_embargo_in_newsml(tmp_path):
    kill = next(open_sources([put(tmp_path, "k", newsml("stat:canceled"))]))
    usable = next(open_sources([put(tmp_path, "u", newsml())]))
    assert kill.notice == "kill"
    assert kill.text == usable.text
    assert kill.id != usable.id, "a kill that repeats its story must not pass for the same version"
    assert next(open_sources([put(tmp_path, "w", newsml("stat:withheld"))])).notice == "withdraw"
    held = next(open_sources([put(tmp_path, "e", newsml(extra="<embargoed>2023-03-04T00:00:00Z</embargoed>"))]))
    assert (held.notice, held.embargo_until) == ("embargo", "2023-03-04T00:00:00+00:00")


def test_xhtml_and_empty_kill_in_newsml(tmp_path):
    body = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{LEAD}</p><p>{SECOND}</p></body></html>'
    assert next(open_sources([put(tmp_path, "a", newsml(body=body))])).text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    kill = next(open_sources([put(tmp_path, "k", newsml("stat:canceled", body=""))]))
    assert (kill.notice, kill.text, kill.guid) == ("kill", TITLE, "urn:nw:1")


NINJS = {
    "uri": "urn:nw:5", "type": "text", "version": "2", "versioncreated": "2023-03-03T10:15:00Z", "language": "en",
    "headline": TITLE, "byline": "By Ann Lee", "located": "Port Hale", "body_xhtml": f"<p>{LEAD}</p><p>{SECOND}</p>",
    "body_text": f"{LEAD} {SECOND}",
}  # fmt: skip
NINJS3 = {
    "uri": "https://example.org/5", "type": "text", "versionCreated": "2023-03-03T10:15:00Z", "pubStatus": "canceled",
    "headlines": [{"role": "short", "value": "Notice"}, {"role": "main", "value": TITLE}], "by": "Ann Lee",
    "bodies": [{"role": "main", "contentType": "text/plain", "value": LEAD}],
}  # fmt: skip


def test_ninjs_of_versions_1_and_3(tmp_path):
    story = one(put(tmp_path, "1.json", json.dumps(NINJS, indent=1)))
    assert story.text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    assert (story.guid, story.version, story.byline) == ("urn:nw:5", "2", "Ann Lee")
    assert story.dateline_place == "Port Hale"
    third = one(put(tmp_path, "3.json", json.dumps(NINJS3)))
    assert (third.headline, third.notice, third.url) == (TITLE, "kill", "https://example.org/5")
    assert third.text.endswith(LEAD)
    nitf = {"uri": "u", "bodies": [{"role": "nitf", "contentType": "text/vnd.IPTC.NITF", "value": NITF}]}
    assert SECOND in one(put(tmp_path, "n.json", json.dumps(nitf))).text


def test_html_page(tmp_path):
    story = one(put(tmp_path, "page", PAGE))
    assert story.text.startswith(f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\nSundria")
    assert "newsletter" not in story.text
    assert "Home" not in story.text
    assert (story.headline, story.byline) == (TITLE, "Ann Lee and Bo Ray")
    assert (story.published, story.published_from) == ("2023-03-03T09:15:00+00:00", "markup")
    assert story.url == story.guid == "https://example.org/2023/03/03/naval-pact"
    assert story.version == "2023-03-03T12:00:00+00:00"


def test_a_page_dates_itself_by_markup_only(tmp_path):
    bare = PAGE.split("<link")[0] + "</head><body><article>" + PAGE.split("<article>")[1].replace("2023", "")
    story = one(put(tmp_path, "page", bare.replace("https://example.org/2023/03/03/", "https://example.org/")))
    assert story.published is None
    assert LEAD in story.text


def test_the_charset_of_a_page_is_used(tmp_path):
    page = PAGE.replace("utf-8", "windows-1251").replace("Sundria's", "Sundria's Орлов")
    for quote in "“”’":
        page = page.replace(quote, "'")
    assert "Sundria's Орлов" in one(put(tmp_path, "page.html", page.encode("cp1251"))).text


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><language>en-gb</language>
<item><title>{TITLE}</title><link>https://example.org/1</link><guid isPermaLink="false">post-1</guid>
<pubDate>Fri, 03 Mar 2023 10:15:00 +0100</pubDate><dc:creator>Ann Lee</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Accord &amp; discord</title><link>https://example.org/2</link>
<description>&lt;b&gt;Two&lt;/b&gt; neighbours sign a fisheries accord.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en">
<title>The Post</title><at:deleted-entry ref="tag:post,2023:0" when="2023-03-02T00:00:00Z"/>
<entry><id>tag:post,2023:1</id><title>{TITLE}</title><link href="https://example.org/1"/><updated>2023-03-03T12:00:00Z</updated>
<published>2023-03-03T09:15:00Z</published><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path):
    full, short = open_sources([put(tmp_path, "feed", RSS)])
    assert full.text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"
    assert (full.guid, full.url, full.byline) == ("post-1", "https://example.org/1", "Ann Lee")
    assert full.published == "2023-03-03T10:15:00+01:00"
    assert short.text == "Accord & discord\n\nTwo neighbours sign a fisheries accord."
    assert (short.guid, short.published) == ("https://example.org/2", None)


def test_atom_and_its_withdrawn_entries(tmp_path):
    gone, entry = open_sources([put(tmp_path, "feed", ATOM)])
    assert (gone.notice, gone.guid, gone.published) == ("withdraw", "tag:post,2023:0", "2023-03-02T00:00:00+00:00")
    assert (entry.published, entry.version) == ("2023-03-03T09:15:00+00:00", "2023-03-03T12:00:00+00:00")
    assert entry.text == f"{TITLE}\n\n{LEAD}\n\n{SECOND}"


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes(tmp_path):
    assert LEAD in next(open_sources([put(tmp_path, "feed", RSS.replace("</channel></rss>", "<item>&nbsp;"))])).text


def test_json_lines(tmp_path):
    lines = [
        json.dumps({"text": STORY, "date": "2023-03-03", "title": TITLE, "id": 7}),
        "{broken",
        json.dumps({"text": GERMAN}),
        "",
        json.dumps([1]),
        json.dumps({"body": "A second story.", "authors": ["Ann Lee", "Bo Ray"]}),
        json.dumps({"nothing": 1}),
        "[" * 100_000,
        json.dumps({"text": "lone \ud800 surrogate and \0 byte"}),
    ]
    path = put(tmp_path, "a", "\n".join(lines))
    found = list(open_sources([path]))
    assert [type(f) for f in found] == [Story, BadSource, NotEnglish, BadSource, Story, BadSource, BadSource, Story]
    assert found[0].text == STORY, "the text of a row is kept exactly, for spans made elsewhere"
    assert (found[0].published, found[0].guid, found[0].headline) == ("2023-03-03", "7", TITLE)
    assert [f.source for f in found[:3]] == [f"{path}:{n}" for n in (1, 2, 3)]
    assert found[4].byline == "Ann Lee and Bo Ray"
    found[7].model_dump_json().encode()


def test_json_documents(tmp_path):
    for document in ([{"text": LEAD}, {"text": SECOND}], {"articles": [{"text": LEAD}, {"text": SECOND}]}):
        found = list(open_sources([put(tmp_path, "a.json", json.dumps(document, indent=2))]))
        assert [s.text for s in found] == [LEAD, SECOND]
    assert isinstance(one(put(tmp_path, "b.json", '{"text": "cut')), BadSource)
    printed = {"story": {"text": STORY, "published": "2023-03-03"}, "events": []}
    assert one(put(tmp_path, "c.json", json.dumps(printed))).published == "2023-03-03"


def test_columns_are_as_the_caller_says(tmp_path):
    path = put(tmp_path, "a.jsonl", json.dumps({"nyt_text": LEAD, "when": "2023-03-03"}))
    assert isinstance(one(path), BadSource)
    assert one(path, columns={"text": "nyt_text", "published": "when"}).published == "2023-03-03"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path, delimiter):
    rows = [
        ["id", "Title", "text", "date"],
        ["1", TITLE, f'"{LEAD}\n\nSecond ""part""."', "2023-03-03"],
        ["2", "x", "", ""],
    ]
    path = put(tmp_path, "rows", "\r\n".join(delimiter.join(row) for row in rows))
    story, empty = open_sources([path])
    assert story.text == f'{LEAD}\n\nSecond "part".'
    assert (story.headline, story.published, story.guid, story.source) == (TITLE, "2023-03-03", "1", f"{path}:2")
    assert isinstance(empty, EmptyStory)


def test_a_table_without_a_known_column_says_so(tmp_path):
    path = put(tmp_path, "a.csv", f"number,words\n1,{SECOND}\n")
    assert "number, words" in one(path).reason
    assert isinstance(one(path, columns={"text": "words"}), Story)


def mail(body=f"{LEAD}\r\n\r\n{SECOND}\r\n", headers=""):
    return (
        f"Return-Path: <desk@example.org>\r\nFrom: Ann Lee <desk@example.org>\r\nSubject: =?utf-8?q?Norland_gives?=\r\n notice\r\n"
        f"Date: Fri, 03 Mar 2023 10:15:00 +0100\r\nMessage-ID: <1@example.org>\r\n{headers}\r\n{body}"
    ).encode()


def test_mail(tmp_path):
    story = one(put(tmp_path, "a.eml", mail(headers="Content-Type: text/plain; charset=utf-8\r\n")))
    assert story.text == f"Norland gives notice\n\n{LEAD}\n\n{SECOND}"
    assert (story.headline, story.byline, story.guid) == ("Norland gives notice", "Ann Lee", "<1@example.org>")
    assert story.published == "2023-03-03T10:15:00+01:00"
    html = one(put(tmp_path, "b.eml", mail(f"<p>{LEAD}<br>{SECOND}</p>", "Content-Type: text/html; charset=utf-8\r\n")))
    assert html.text.endswith(f"{LEAD}\n{SECOND}")


def test_attachments_of_mail_are_read(tmp_path):
    parts = "--X\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPlease find it attached.\r\n"
    parts += f'--X\r\nContent-Type: application/xml\r\nContent-Disposition: attachment; filename="../a.xml"\r\n\r\n{NITF}\r\n'
    parts += (
        '--X\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.png"\r\n\r\nPNG\r\n--X--\r\n'
    )
    path = put(tmp_path, "a.eml", mail(parts, "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n"))
    letter, attached = open_sources([path])
    assert letter.text.endswith("Please find it attached.")
    assert attached.headline == TITLE


def test_archives_are_read_through(tmp_path):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/page.html", PAGE)
        archive.writestr("a.txt", STORY)
        archive.writestr("../../escape.txt", STORY)
        archive.writestr(".hidden", STORY)
        archive.writestr("__MACOSX/a.txt", STORY)
        archive.writestr("inner.nitf.gz", gzip.compress(NITF.encode()))
    path = put(tmp_path, "a", memory.getvalue())
    found = list(open_sources([path]))
    assert [f.source.removeprefix(f"{path}!") for f in found] == ["escape.txt", "a.txt", "b/page.html", "inner.nitf.gz"]
    assert all(isinstance(f, Story) for f in found)
    assert [f.text for f in open_sources(["-"], stdin=io.BytesIO(memory.getvalue()))] == [f.text for f in found]

    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w:gz") as tar:
        for name, data in (("x/a.txt", STORY), ("/etc/b.xml", NITF)):
            info = tarfile.TarInfo(name)
            info.size = len(data.encode())
            tar.addfile(info, io.BytesIO(data.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    path = put(tmp_path, "b.tar.gz", memory.getvalue())
    first, second, linked = open_sources([path])
    assert (first.source, second.source) == (f"{path}!x/a.txt", f"{path}!etc/b.xml")
    assert isinstance(linked, BadSource)
    assert one(put(tmp_path, "c.txt.gz", gzip.compress(STORY.encode()))).text == STORY


def record(url, body, kind="text/html", status="200 OK", encoding=""):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n" + (f"Content-Encoding: {encoding}\r\n" if encoding else "")
    block = head.encode() + b"\r\n" + (body.encode() if isinstance(body, str) else body)
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-03-03T12:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


WARC = [
    record("https://example.org/a", PAGE),
    record("https://example.org/b", gzip.compress(PAGE.encode()), encoding="gzip"),
    record("https://example.org/c", "not found", status="404 Not Found"),
    record("https://example.org/d", b"\x89PNG\0\0", kind="image/png"),
    record("https://example.org/e", PAGE.replace("<link", "<none"), kind="text/html; charset=utf-8"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path, packed):
    pytest.importorskip("fastwarc")
    path = put(tmp_path, "crawl", b"".join(gzip.compress(r) if packed else r for r in WARC))
    found = list(open_sources([path]))
    assert [f.source.rpartition("!")[2] for f in found] == [f"https://example.org/{n}" for n in "abe"]
    assert all(f.headline == TITLE for f in found)
    assert [f.url for f in found][1:] == ["https://example.org/2023/03/03/naval-pact", "https://example.org/e"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("poison", ["garbage", "too long", "too short", "endless", "no length", "encoding", "damaged"])
def test_a_poison_record_is_reported_and_passed(tmp_path, packed, poison):
    pytest.importorskip("fastwarc")
    good, bad = WARC[0], WARC[1]
    if poison == "garbage":
        bad = b"no record at all " * 50 + b"\r\n\r\n"
    elif poison == "too long":
        bad = bad.replace(b"Content-Length: ", b"Content-Length: 9")
    elif poison == "too short":
        bad = re.sub(rb"(Content-Length: )\d", rb"\1", bad)
    elif poison == "endless":
        bad = bad.replace(b"Content-Length: ", b"Content-Length: 9999999999")
    elif poison == "no length":
        bad = bad.replace(b"Content-Length: ", b"Content-Strength: ")
    elif poison == "encoding":
        bad = record("https://example.org/b", b"\x1f\x8b\x08" + PAGE.encode(), encoding="gzip")
    pieces = [good, bad, good, good]
    if packed:
        pieces = [gzip.compress(p) for p in pieces]
    if poison == "damaged":
        pieces[1] = pieces[1][:60] + bytes(200) + pieces[1][260:]
    found = list(open_sources([put(tmp_path, "crawl", b"".join(pieces))]))
    stories = [f for f in found if isinstance(f, Story)]
    errors = [f for f in found if isinstance(f, SourceError)]
    assert errors, found
    if poison == "endless" and not packed:
        assert len(stories) == 1, "nothing tells where a record ends that claims to hold all the rest"
    else:
        assert len(stories) == 3, found


def pdf(*lines):
    text = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>\nstream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Norland gives notice)/Author(Ann Lee)/CreationDate(D:20230303101500Z)>>",
    ]
    out, at = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        at.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in at)
    start = len(out)
    return f"{out}xref\n0 7\n0000000000 65535 f \n{table}trailer\n<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def test_pdf(tmp_path):
    pytest.importorskip("pypdf")
    path = put(
        tmp_path,
        "a",
        pdf("The government of Norland said that it had given notice on its", "naval agreement with Sundria."),
    )
    story = one(path)
    assert story.text == "The government of Norland said that it had given notice on its naval agreement with Sundria."
    assert (story.published, story.headline, story.byline) == ("2023-03-03", "Norland gives notice", "Ann Lee")
    assert isinstance(one(put(tmp_path, "b", pdf())), EmptyStory)
    assert isinstance(one(put(tmp_path, "c", b"%PDF-1.4\nnothing else")), BadSource)


def test_what_is_recognised_but_not_read_is_named(tmp_path):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "Word" in one(put(tmp_path, "a.docx", memory.getvalue())).reason
    assert "contentMeta" in one(put(tmp_path, "b.xml", "<?xml version='1.0'?><contentMeta><a/></contentMeta>")).reason
    assert isinstance(one(put(tmp_path, "c", b"{\\rtf1 text}")), BinaryStory)


def test_plain_text_that_looks_a_little_like_markup_stays_text(tmp_path):
    for text in (
        f"[Updates with reaction]\n\n{LEAD}",
        f"{{{LEAD}}}",
        f"Note: {LEAD}\n\nFrom: the desk",
        f"<{LEAD}>",
        f"Norland, Sundria, text and title\n\n{LEAD}",
        f"Date: March 3\n\n{LEAD}",
    ):
        assert one(put(tmp_path, "a.txt", text)).text == text


def test_the_format_can_be_named(tmp_path):
    path = put(tmp_path, "a", NITF)
    assert one(path, format="plain").text == NITF
    with pytest.raises(UsageError):
        next(open_sources([path], format="word"))


@pytest.mark.gold
@pytest.mark.skipif(not (SHARED / "samples").exists(), reason=f"NO IPTC SAMPLES at {SHARED / 'samples'}: not tested")
def test_the_samples_of_the_iptc():
    found = list(open_sources([SHARED / "samples" / "ninjs", SHARED / "samples" / "newsml-g2"]))
    stories = [f for f in found if isinstance(f, Story)]
    assert len(stories) == 8
    assert sum(isinstance(f, NotEnglish) for f in found) == 4
    assert not [f for f in found if isinstance(f, BadSource) and "contentMeta" not in f.reason]
    assert sum(f.published is None for f in stories) == 1
    assert all(f.headline and f.text.startswith(f.headline) for f in stories)


def test_a_damaged_first_record_does_not_cost_the_archive(tmp_path):
    pytest.importorskip("fastwarc")
    first, *rest = (gzip.compress(r) for r in WARC[:3])
    damaged = first[:10] + bytes(50) + first[60:]
    found = list(open_sources(put(tmp_path, "crawl.warc.gz", b"".join([damaged, *rest]))))
    assert [type(f) for f in found] == [BadSource, Story]


def test_an_identity_with_newlines_leaves_names_on_one_line(tmp_path):
    feed = (
        ATOM.replace("tag:post,2023:1", "tag:post\n2023&#10;1").replace(LEAD, "").replace(SECOND, "").replace(TITLE, "")
    )
    _, error = open_sources([put(tmp_path, "feed", feed)])
    assert isinstance(error, EmptyStory)
    assert "\n" not in str(error)


def test_a_headline_in_markup_is_read_without_the_label_of_the_wire(tmp_path):
    item = {"uri": "urn:t:1", "type": "text", "headline": "UPDATE 1-Soldiers leave Port Kassa", "versioncreated": "2021-05-03T10:00:00Z",
            "body_text": "PORT KASSA, May 3, 2021 (Testwire) - Soldiers left on Monday. The town had asked them to go."}  # fmt: skip
    story = one(put(tmp_path, "item.json", json.dumps(item)))
    assert story.headline == "UPDATE 1-Soldiers leave Port Kassa"
    assert story.text[story.paragraphs[0].start :].startswith("Soldiers leave")
