"""What changes something: logging in and out, pasting stories, editors' decisions and the cases that follow from them."""

from __future__ import annotations

import hmac
import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from wireledger.desk import cases, views
from wireledger.desk.asking import Asked
from wireledger.desk.guard import Guard
from wireledger.desk.marks import marked
from wireledger.desk.pages import Question, kept, page
from wireledger.desk.rendering import EDITED, inputs
from wireledger.errors import SourceError, Undated, UsageError, WireledgerError
from wireledger.ledger import Ledger, corrections
from wireledger.ledger.claims import Claims
from wireledger.ledger.ledger import summary
from wireledger.ledger.rows import Added, ToldClaim
from wireledger.model import Reading, Story

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form(max_length=1_000_000)]
Line = Annotated[str, Form(max_length=2000)]
LONGEST = 1_000_000
"""Bytes of a pasted or dropped story at most."""
_one_at_a_time = threading.Lock()


# -- checks ------------------------------------------------------------------------------------------------------------
def guard_of(request: Request) -> Guard:
    return request.app.state.guard  # type: ignore[no-any-return]


def genuine(request: Request, csrf: str) -> None:
    """Refuse a form that does not come from a page of this very session."""
    session = getattr(request.state, "session", None)
    if session is None or not hmac.compare_digest(csrf.encode(), session.csrf.encode()):
        raise HTTPException(403, "The page was too old or not the desk's own. Reload it and try again.")


def editing(request: Request) -> str:
    """The name of the editor who asks; refuse readers."""
    if not request.state.may_edit:
        raise HTTPException(403, "Only editors may change the ledger.")
    return str(request.state.user.name)


def local(path: str) -> str:
    """A path of this desk to go to; the board for anything else."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and not any(c in path for c in "\r\n\\")
    return path if fine else "/"


# -- logging in --------------------------------------------------------------------------------------------------------
@router.get("/login")
def login_page(request: Request, question: Question, next: str = "/") -> Response:
    if request.state.user is not None:
        return RedirectResponse(local(next), 303)
    settings = guard_of(request).settings
    return page(
        request,
        "login.html",
        question,
        next=local(next),
        users=bool(settings.users),
        token=bool(settings.token),
        wrong=False,
    )


@router.post("/login")
def login(request: Request, csrf: Line = "", name: Line = "", password: Line = "", next: Line = "/") -> Response:
    genuine(request, csrf)
    guard = guard_of(request)
    address = request.client.host if request.client else ""
    if not guard.logins.allow(("address", address)) or (name and not guard.logins.allow(("name", name))):
        raise HTTPException(429, "Too many attempts. Try again in five minutes.")
    user = guard.user_by_password(name.strip(), password)
    if user is None:
        settings = guard.settings
        return page(
            request, "login.html", Asked(), 401, next=local(next), users=bool(settings.users), token=bool(settings.token), wrong=True
        )  # fmt: skip
    guard.sessions.end(request.cookies.get(guard.cookie))  # a new session: one planted before the login gains nothing
    request.state.new_cookie, _ = guard.sessions.start(user)
    return RedirectResponse(local(next), 303)


@router.post("/logout")
def logout(request: Request, csrf: Line = "") -> Response:
    genuine(request, csrf)
    guard_of(request).sessions.end(request.cookies.get(guard_of(request).cookie))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(guard_of(request).cookie, path="/", secure=guard_of(request).settings.secure, httponly=True)
    return answer


# -- pasting -----------------------------------------------------------------------------------------------------------
class Drafts:
    """Stories that were read and not saved yet: so many, so long."""

    def __init__(self, many: int = 64, seconds: float = 7200) -> None:
        self._kept: OrderedDict[str, tuple[float, str, Reading]] = OrderedDict()
        self._many, self._seconds = many, seconds
        self._lock = threading.Lock()

    def keep(self, owner: str, reading: Reading) -> str:
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[key] = (time.monotonic(), owner, reading)
            while len(self._kept) > self._many:
                self._kept.popitem(last=False)
        return key

    def get(self, owner: str, key: str) -> Reading:
        """Raises HTTPException where it is gone or another's."""
        with self._lock:
            made, whose, reading = self._kept.get(key, (0.0, "", None))
        if reading is None or whose != owner or time.monotonic() - made > self._seconds:
            raise HTTPException(410, "The story was not kept that long. Paste it again.")
        return reading


drafts = Drafts()


@router.get("/paste")
def paste_page(request: Request, question: Question) -> Response:
    editing(request)
    return page(request, "paste.html", question, text="", published="", wrong=None)


@router.post("/paste")
def paste(
    request: Request, question: Question, csrf: Line = "", text: Text = "", published: Line = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:  # fmt: skip
    """Read a story on the spot. Nothing is saved yet."""
    genuine(request, csrf)
    editing(request)
    data = file.file.read(LONGEST + 1) if file is not None and file.filename else b""
    try:
        reading = read(request, text, published, data, (file.filename or "") if file else "")
    except (SourceError, UsageError, Undated) as error:
        return page(request, "paste.html", question, 422, text=text, published=published, wrong=str(error))
    key = drafts.keep(request.state.session.id, reading)
    return RedirectResponse(question.address("/paste/draft", key=key), 303)


def read(request: Request, text: str, published: str, data: bytes = b"", name: str = "") -> Reading:
    """The reading of a pasted text or a dropped file. Raises SourceError, UsageError, HTTPException."""
    from wireledger.api import whole
    from wireledger.errors import Fault
    from wireledger.reading import dated, read_each
    from wireledger.sources.wire import lay_out

    if not guard_of(request).readings.allow(request.state.user.name):
        raise HTTPException(429, "Too many stories at once. Try again in a minute.")
    if len(data) > LONGEST:
        raise UsageError(f"the file is longer than {LONGEST:,} bytes")
    day = published.strip() or None
    if day:
        corrections.when(day[:10])
    with _one_at_a_time:
        if not data:
            if not text.strip():
                raise UsageError("there is no story to read")
            story = lay_out(whole(text.replace("\r\n", "\n")))
        else:
            story = _first_story(data, Path(name.replace("\\", "/")).name[:200])
        found = next(iter(read_each([dated(story, day) if day else story])))
        if isinstance(found, Fault):
            raise found
        return found


def _first_story(data: bytes, name: str) -> Story:
    """The first story of a dropped file; its name tells the format and is kept as the source."""
    from wireledger.sources import open_sources

    suffix = Path(name).suffix[:12]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dropped{suffix if suffix[1:].isalnum() else '.txt'}"
        path.write_bytes(data)
        for item in open_sources([str(path)], limit=LONGEST):
            if isinstance(item, Story):
                item.source = item.source and item.source.replace(str(path), name)
                return item
            raise UsageError(str(item).replace(str(path), name))
    raise UsageError(f"{name}: there is no story in it")


def drafted(reading: Reading) -> list[ToldClaim]:
    """The claims that a reading would make."""
    return [
        ToldClaim(c.id, c.kind, summary(c.kind, c.payload), [(a, b) for a, b, _ in c.words], c.payload, None, False)
        for c in Claims(reading).all()
    ]


@router.get("/paste/draft")
def draft(request: Request, question: Question, key: str = "") -> Response:
    editing(request)
    reading = drafts.get(request.state.session.id, key)
    return _draft_page(request, question, key, reading)


def _draft_page(request: Request, question: Asked, key: str, reading: Reading, wrong: str | None = None) -> Response:
    claims = drafted(reading) if reading.story.published else []
    shown = [*views.marks_of_claims(claims, question), *views.marks_of_reading(reading.to_dict(), question, {})]
    return page(
        request, "draft.html", question, 422 if wrong else 200, key=key, reading=reading, claims=claims,
        text=marked(reading.story.text, shown), edited=EDITED, wrong=wrong,
        types=views.event_types(),
    )  # fmt: skip


def wanted(kind: str, payload: dict[str, Any], field: str, given: str) -> Any:
    """What an input says, as the ledger takes it. Raises UsageError."""
    given = given.strip()
    if field == "count" and given:
        digits = given.replace(",", "").replace(" ", "")
        if not digits.isdigit() or len(digits) > 12:
            raise UsageError(f"count: {given[:40]!r} is no number")
        return int(digits)
    return corrections.value(kind, payload, field, given or ([] if field in corrections.ACTORS else None))


@router.post("/paste/save")
async def save(request: Request, question: Question) -> Response:
    """Record a draft with what the editor corrected in it; all corrections are checked before anything is kept."""
    form = await request.form(max_fields=5000, max_part_size=LONGEST)
    fields = {k: v for k, v in form.multi_items() if isinstance(v, str)}
    genuine(request, fields.get("csrf", ""))
    editor = editing(request)
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(_save, request, question, fields, editor)


def _save(request: Request, question: Asked, fields: dict[str, str], editor: str) -> Response:
    key = fields.get("key", "")
    reading = drafts.get(request.state.session.id, key)
    ledger: Ledger = request.app.state.ledger
    changes: list[tuple[str, str, Any]] = []
    gone: list[str] = []
    merges: list[tuple[str, str]] = []
    try:
        for claim in drafted(reading):
            if fields.get(f"{claim.id}.gone"):
                gone.append(claim.id)
                continue
            for field in EDITED[claim.kind]:
                given = fields.get(f"{claim.id}.{field}")
                if given is not None and given.strip() != inputs(claim.payload[field]):
                    changes.append((claim.id, field, wanted(claim.kind, claim.payload, field, given)))
            if other := fields.get(f"{claim.id}.merge", "").strip():
                merges.append((claim.id, other))
        added: Added = ledger.add(reading)
    except WireledgerError as error:
        return _draft_page(request, question, key, reading, str(error))
    if added.outcome == "same":  # the ledger has the story: only what it does not say already is decided
        told = {c.id: c for c in ledger.told(added.version).claims}
        changes = [(i, field, value) for i, field, value in changes if told[i].payload[field] != value]
        gone = [i for i in gone if told[i].retracted_by is None]
        merges = [(i, other) for i, other in merges if all(w.claim != i for w in ledger.why(other))]
    if changes or gone or merges:
        for claim_id, field, value in changes:
            ledger.correct(claim_id, field, value, editor=editor, reason="when the story was read at the desk")
        for claim_id in gone:
            ledger.retract(claim_id, editor=editor, reason="misread, said when the story was read at the desk")
        for claim_id, other in merges:
            ledger.merge(other, claim_id, editor=editor, reason="when the story was read at the desk")
        fed(request)
    day = (reading.story.published or "")[:10]
    if question.known_by and question.known_by < day:  # as known by then, the page would not have it
        question = Asked(question.as_of)
    return RedirectResponse(question.address(f"/stories/{added.story}", version=added.version), 303)


def fed(request: Request) -> None:
    """Bring the file of cases up to date, where the desk keeps one."""
    path = guard_of(request).settings.cases
    if path is not None:
        with _one_at_a_time:
            cases.feed(kept(request), path)


# -- decisions ---------------------------------------------------------------------------------------------------------
@router.post("/decide")
def decide(
    request: Request, csrf: Line = "", action: Line = "", claim: Line = "", field: Line = "", value: Line = "",
    other: Line = "", reason: Line = "", back: Line = "/decisions",
) -> Response:  # fmt: skip
    """An editor's decision from a page."""
    genuine(request, csrf)
    decided(request, action, claim, field, value, other, reason)
    return RedirectResponse(local(back), 303)


def decided(request: Request, action: str, claim: str, field: str, value: str, other: str, reason: str) -> str:
    """Record a decision and feed the file of cases; returns the id of its claim. Raises UsageError, UnknownId."""
    made = decision(request, action, claim, field, value, other, reason)
    fed(request)
    return made


def decision(request: Request, action: str, claim: str, field: str, value: str, other: str, reason: str) -> str:
    """Record a decision; returns the id of its claim. Raises UsageError, UnknownId."""
    editor = editing(request)
    ledger: Ledger = request.app.state.ledger
    match action:
        case "correct":
            row = kept(request)("why", ref=claim)[0]
            payload = next(c for c in kept(request)("told", version=row.version).claims if c.id == row.claim).payload
            return ledger.correct(claim, field, wanted(row.kind, payload, field, value), editor=editor, reason=reason)
        case "retract":
            return ledger.retract(claim, editor=editor, reason=reason)
        case "merge":
            return ledger.merge(claim, other, editor=editor, reason=reason)
        case "split":
            return ledger.split(claim, other, editor=editor, reason=reason)
    raise UsageError(f"no decision: {action[:40]!r}; correct, retract, merge or split")


@router.get("/decisions")
def decisions(request: Request, question: Question) -> Response:
    return page(request, "decisions.html", question, rows=views.decisions(kept(request), question))


@router.get("/cases.jsonl")
def cases_lines(request: Request) -> Response:
    """Stories that editors corrected, with what a reading of them must find: one JSON object a line."""
    return Response(
        cases.lines(kept(request)), media_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="cases.jsonl"'},
    )  # fmt: skip


@router.get("/cases.zip")
def cases_folder(request: Request) -> Response:
    """The same as a folder of pairs that ``python -m benchmarks.accords FOLDER`` scores."""
    return Response(
        cases.folder(kept(request)), media_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="cases.zip"'},
    )  # fmt: skip
