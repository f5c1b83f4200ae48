"""Who may do what: users, tokens, sessions, forged requests, rates, and the headers that bind the browser.

On a loopback address nobody logs in and everybody there is the editor of this machine; on any other address the desk
refuses to start without users or a token. Requests that change something need a token of the reader's own session, so
that no other site can make them in the reader's name; a name that is not the desk's own is no host of it (no rebinding).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import os
import secrets
import threading
import time
import tomllib
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from wireledger.errors import UsageError

RoleName = Literal["reader", "editor"]
SESSION_HOURS = 12
SESSIONS = 10_000
BODY_LIMIT = 2_000_000
"""Bytes of a request at most."""
_N, _R, _P = 2**15, 8, 1
"""Cost of scrypt: about 32 MiB and 0.1 s a password."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


# -- passwords and users -----------------------------------------------------------------------------------------------
def hashed(password: str) -> str:
    """A password as ``scrypt$N$r$p$salt$hash``."""
    salt = secrets.token_bytes(16)
    made = hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=2**27)
    return f"scrypt${_N}${_R}${_P}${base64.b64encode(salt).decode()}${base64.b64encode(made).decode()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the hashed one."""
    try:
        name, n, r, p, salt, made = kept.split("$")
        if name != "scrypt" or int(n) > 2**20:
            return False
        given = hashlib.scrypt(
            password.encode(), salt=base64.b64decode(salt), n=int(n), r=int(r), p=int(p), maxmem=2**28
        )
    except (ValueError, TypeError):
        return False
    return hmac.compare_digest(given, base64.b64decode(made))


@dataclass(frozen=True, slots=True)
class User:
    name: str
    role: RoleName
    password: str = ""
    """Hashed."""


def users_of(path: Path) -> dict[str, User]:
    """The users of a TOML file: ``[name]`` with ``role`` and ``password`` (hashed). Raises UsageError."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: no file of users ({error})") from error
    found = {}
    for name, entry in raw.items():
        if not isinstance(entry, dict) or entry.get("role") not in ("reader", "editor"):
            raise UsageError(f"{path}: {name}: a role is wanted, reader or editor")
        if not str(entry.get("password", "")).startswith("scrypt$"):
            raise UsageError(
                f"{path}: {name}: a hashed password is wanted; `python -m wireledger.desk user {name}` makes one"
            )
        found[name] = User(name, entry["role"], entry["password"])
    if not found:
        raise UsageError(f"{path}: nobody in it")
    return found


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Settings:
    """How the desk is served. Raises UsageError for an address that others reach and nobody guards."""

    host: str = "127.0.0.1"
    port: int = 8000
    users: dict[str, User] = field(default_factory=dict)
    token: str | None = None
    """Opens the desk to whoever bears it, as an editor named ``token``."""
    hosts: tuple[str, ...] = ()
    """Names under which readers reach it, where not ``host``: behind a proxy."""
    secure: bool = False
    """Served over TLS: cookies are for TLS only."""
    read_only: bool = False
    editor: str = field(
        default_factory=lambda: os.environ.get("WIRELEDGER_EDITOR") or os.environ.get("USER") or "editor"
    )
    """Who decides on a desk without login."""
    cases: Path | None = None
    """The file of cases that every decision feeds."""

    def __post_init__(self) -> None:
        if not self.guarded and not is_loopback(self.host):
            raise UsageError(
                f"{self.host}: others reach this address: give users (--users FILE) or a token (WIRELEDGER_TOKEN)"
            )
        if self.token is not None and len(self.token) < 16:
            raise UsageError("the token is too short: 16 characters at least")

    @property
    def guarded(self) -> bool:
        return bool(self.users or self.token)

    def allows_host(self, header: str) -> bool:
        """Whether a ``Host`` header names this desk."""
        name = header.rsplit(":", 1)[0] if not header.endswith("]") else header
        name = name.lower().strip("[]")
        if name in {h.lower() for h in self.hosts} or name == self.host.lower().strip("[]"):
            return True
        if is_loopback(self.host) or self.host in ("0.0.0.0", "::"):
            if name == "localhost" or is_loopback(name):
                return True
        if self.host in ("0.0.0.0", "::") and not self.hosts:  # every address of this machine; names must be given
            try:
                ipaddress.ip_address(name)
            except ValueError:
                return False
            return True
        return False


# -- sessions ----------------------------------------------------------------------------------------------------------
@dataclass(slots=True)
class Session:
    id: str
    user: User | None
    csrf: str
    until: float


class Sessions:
    """Sessions in memory, by an unguessable cookie of which only the hash is kept."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Session] = OrderedDict()
        self._strangers: OrderedDict[str, Session] = OrderedDict()
        """Kept apart, so that many strangers push nobody out who has logged in."""
        self._lock = threading.Lock()

    def get(self, cookie: str | None) -> Session | None:
        if not cookie or len(cookie) > 100:
            return None
        key = _hash(cookie)
        with self._lock:
            found = self._known.get(key) or self._strangers.get(key)
            return found if found is not None and found.until > time.time() else None

    def start(self, user: User | None) -> tuple[str, Session]:
        """A new session and its cookie."""
        cookie = secrets.token_urlsafe(32)
        session = Session(_hash(cookie), user, secrets.token_urlsafe(32), time.time() + SESSION_HOURS * 3600)
        kept = self._strangers if user is None else self._known
        with self._lock:
            kept[session.id] = session
            while len(kept) > SESSIONS:
                kept.popitem(last=False)
        return cookie, session

    def end(self, cookie: str | None) -> None:
        with self._lock:
            self._known.pop(_hash(cookie or ""), None)
            self._strangers.pop(_hash(cookie or ""), None)


def _hash(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


class Rates:
    """So many of a thing in so many seconds for each key; bounded."""

    def __init__(self, many: int, seconds: float) -> None:
        self.many, self.seconds = many, seconds
        self._seen: OrderedDict[Any, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allow(self, key: Any) -> bool:
        now = time.monotonic()
        with self._lock:
            times = [t for t in self._seen.pop(key, []) if now - t < self.seconds]
            allowed = len(times) < self.many
            if allowed:
                times.append(now)
            self._seen[key] = times
            while len(self._seen) > 10_000:
                self._seen.popitem(last=False)
            return allowed


class Guard:
    """Everything above for one desk."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.sessions = Sessions()
        self.logins = Rates(8, 300)
        """Attempts from one address, and for one name, in five minutes."""
        self.writes = Rates(120, 60)
        self.readings = Rates(20, 60)
        self._dummy = hashed(secrets.token_hex(8))

    @property
    def cookie(self) -> str:
        return "__Host-desk" if self.settings.secure else "desk"

    def user_by_password(self, name: str, password: str) -> User | None:
        """Who logs in; unknown names cost as much time as wrong passwords."""
        if len(password) > 1000 or len(name) > 100:
            return None
        if not name and self.settings.token:
            same = hmac.compare_digest(password.encode(), self.settings.token.encode())
            return self._of_token() if same else None
        user = self.settings.users.get(name)
        if not matches(password, user.password if user else self._dummy):
            return None
        return user

    def user_by_header(self, authorization: str | None) -> User | None:
        """Who bears the token: ``Authorization: Bearer ...``."""
        if not self.settings.token or not authorization or not authorization.startswith("Bearer "):
            return None
        given = authorization.removeprefix("Bearer ").strip()
        return self._of_token() if hmac.compare_digest(given.encode(), self.settings.token.encode()) else None

    def _of_token(self) -> User:
        return User("token", "reader" if self.settings.read_only else "editor")

    def local(self) -> User:
        """Everybody, on a desk without login."""
        return User(self.settings.editor, "reader" if self.settings.read_only else "editor")

    def may_edit(self, user: User | None) -> bool:
        return user is not None and user.role == "editor" and not self.settings.read_only


def same_origin(origin: str | None, host: str) -> bool:
    """Whether an ``Origin`` header, where there is one, is that of the desk itself."""
    return not origin or origin.split("://", 1)[-1].lower() == host.lower()
