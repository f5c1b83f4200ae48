"""The application: routes, guards and templates put together."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wireledger import __version__
from wireledger.desk import api, editing, pages, views
from wireledger.desk.asking import Asked
from wireledger.desk.cached import Kept
from wireledger.desk.guard import BODY_LIMIT, HEADERS, Guard, Settings, same_origin
from wireledger.desk.rendering import Templates
from wireledger.errors import Undated, UnknownId, UsageError, WireledgerError
from wireledger.ledger import Ledger

log = logging.getLogger("wireledger.desk")
OPEN = ("/login", "/static/", "/health")
"""What is seen without a login."""


def make_app(ledger: Ledger, settings: Settings | None = None) -> FastAPI:
    """The desk over an open ledger. Raises UsageError for settings that would leave it unguarded."""
    settings = settings or Settings()

    @asynccontextmanager
    async def living(app: FastAPI) -> Any:
        app.state.warming = threading.Thread(target=_warm, args=(app.state.kept,), daemon=True)
        app.state.warming.start()
        yield

    app = FastAPI(
        title="wireledger desk", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="Every view of the desk as JSON. Every address takes `as_of` and `known_by`.", lifespan=living,
    )  # fmt: skip
    app.state.ledger = ledger
    app.state.kept = Kept(ledger)
    app.state.guard = Guard(settings)
    app.state.templates = Templates()
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(editing.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    _errors(app)
    app.add_middleware(Bounds)

    @app.middleware("http")
    async def guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        return await _guarded(request, call_next)

    app.add_middleware(Headers)
    return app


def _warm(kept: Kept) -> None:
    """Answer the first page once before anybody asks for it, then the longest lists."""
    collecting = gc.isenabled()
    gc.disable()  # nothing of what is made here is garbage, and to look for some would take as long again
    try:
        with suppress(WireledgerError, OSError):
            views.board(kept, Asked())
            if kept.holds_events:
                views.statements(kept, Asked())
                views.people(kept, Asked())
    finally:
        if collecting:
            gc.enable()
    gc.collect()
    gc.freeze()  # what is held stays: looking through it again and again for garbage would cost whole seconds


async def _guarded(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Tell who asks; send strangers to the login; refuse forged requests."""
    guard: Guard = request.app.state.guard
    if not guard.settings.allows_host(request.headers.get("host", "")):
        return PlainTextResponse("No desk of this name; see --allow-host.", 400)
    cookie = request.cookies.get(guard.cookie)
    session = guard.sessions.get(cookie)
    bearer = guard.user_by_header(request.headers.get("authorization"))
    started = None
    path = request.url.path
    if session is None and bearer is None and not path.startswith(("/static/", "/api", "/health")):
        started, session = guard.sessions.start(None)
    user = bearer or (session.user if session else None) or (None if guard.settings.guarded else guard.local())
    request.state.user = user
    request.state.session = session
    request.state.may_edit = guard.may_edit(user)
    if user is None and not path.startswith(OPEN):
        if path.startswith("/api"):
            return JSONResponse({"error": "a login or a token is wanted"}, 401, {"WWW-Authenticate": "Bearer"})
        if request.method != "GET":
            return PlainTextResponse("Log in first.", 401)
        target = path + (f"?{request.url.query}" if request.url.query else "")
        response: Response = RedirectResponse(Asked().address("/login", next=target), 303)
    else:
        if request.method not in ("GET", "HEAD"):
            refusal = _refused(request, guard, bearer is not None)
            if refusal is not None:
                return refusal
        response = await call_next(request)
    fresh = getattr(request.state, "new_cookie", None) or started
    if fresh:
        response.set_cookie(guard.cookie, fresh, httponly=True, samesite="lax", secure=guard.settings.secure, path="/")
    return response


def _refused(request: Request, guard: Guard, bearer: bool) -> Response | None:
    """Why a request that changes something is refused before it is looked at, or None."""
    if not bearer and not same_origin(request.headers.get("origin"), request.headers.get("host", "")):
        return PlainTextResponse("The request comes from another site.", 403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("The request comes from another site.", 403)
    who = request.state.user.name if request.state.user else ""
    if not guard.writes.allow((request.client.host if request.client else "", who)):
        return PlainTextResponse("Too many requests; try again in a minute.", 429, {"Retry-After": "60"})
    return None


class Headers:
    """Security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                have = {k for k, _ in message["headers"]}
                extra = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items() if k.lower().encode() not in have]
                cache = b"public, max-age=3600" if scope["path"].startswith("/static/") else b"no-store"
                if b"cache-control" not in have:
                    extra.append((b"cache-control", cache))
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await self.app(scope, receive, sending)


class Bounds:
    """Requests larger than the limit are refused, by what they say and by what they send."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > BODY_LIMIT:
            await PlainTextResponse("Too large.", 413)(scope, receive, send)
            return
        got = 0

        async def receiving() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > BODY_LIMIT:
                raise HTTPException(413, "Too large.")
            return message

        await self.app(scope, receiving, send)


def _errors(app: FastAPI) -> None:
    def answer(request: Request, status: int, message: str) -> Response:
        if request.url.path.startswith("/api"):
            return JSONResponse({"error": message}, status)
        return pages.failed(request, status, message)

    @app.exception_handler(WireledgerError)
    def _wireledger(request: Request, error: WireledgerError) -> Response:
        status = 404 if isinstance(error, UnknownId) else 422 if isinstance(error, (UsageError, Undated)) else 500
        return answer(request, status, str(error))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail))

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0] if error.errors() else {"loc": ("request",), "msg": "not understood"}
        return answer(request, 422, f"{first['loc'][-1]}: {first['msg']}")


__all__ = ["make_app"]
