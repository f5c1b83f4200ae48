"""One address, fetched with suspicion: never used unless a user gives an address.

The name is resolved once, every address it has must be a public one, and the connection goes to the address that was
checked, so that a name cannot point elsewhere a moment later. Each redirect is checked in the same way. Size, time
and unpacking are bounded. Proxies of the environment are not used: they would resolve names for themselves."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import wireledger
from wireledger.errors import BadSource, MissingSource
from wireledger.sources.item import one_line

USER_AGENT = f"wireledger/{wireledger.__version__} (news reader for research)"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = [ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48")]


@dataclass(frozen=True)
class Fetched:
    """An answer. ``url`` is where it came from in the end; ``status`` is 200, or 304 with no data."""

    url: str
    status: int
    data: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """In lower case."""

    @property
    def charset(self) -> str | None:
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_charset()


class Refused(BadSource):
    """The server answered, but not with the document. ``status`` and ``retry_after`` (seconds) are its words."""

    def __init__(self, source: str, reason: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(source, reason)
        self.status, self.retry_after = status, retry_after


class NotAsked(BadSource):
    """The address is private and was refused here: no server has been asked."""


def is_address(name: str) -> bool:
    """True for what is to be fetched, not opened."""
    return name[:8].lower().startswith(("http://", "https://"))


def fetch(
    url: str,
    *,
    limit: int = 20_000_000,
    seconds: float = 30.0,
    redirects: int = 5,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """The document at an ``http`` or ``https`` address.

    ``limit`` bounds its size in bytes as sent and as unpacked, ``seconds`` the whole of the fetch with its redirects.
    ``allow_private`` lets private, loopback and link-local addresses through. ``headers`` are added to the request.
    Raises SourceError, of which Refused carries the status of an answer that is no document."""
    deadline = time.monotonic() + seconds
    current, seen = _clean(url, url), set()
    for _ in range(redirects + 1):
        if current in seen:
            raise BadSource(url, "redirects in a circle")
        seen.add(current)
        status, answer, data = _get(url, current, limit, deadline, allow_private, headers or {})
        if status in _REDIRECTS and "location" in answer:
            current = _clean(urljoin(current, answer["location"]), url)
            continue
        if status not in (200, 304):
            raise Refused(
                url,
                f"the server answers {status} {http.client.responses.get(status, '')}".strip(),
                status,
                _retry(answer),
            )
        return Fetched(current, status, data, answer)
    raise BadSource(url, f"redirects more than {redirects} times")


def _clean(address: str, named: str) -> str:
    """An address that can be asked for. Raises BadSource for other schemes, users, and what is no address."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in ("http", "https"):
            raise BadSource(
                named, f"leads to {one_line(parts.scheme or 'no scheme', 20)}: only http and https are fetched"
            )
        if not host or parts.username is not None or parts.password is not None:
            raise BadSource(named, "an address with a user name, or without a host")
        if not re.fullmatch(r"[0-9A-Fa-f:.]+", host):
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise BadSource(named, f"no address: {one_line(address, 100)}") from None
    if ":" in host:
        host = f"[{host}]"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return urlunsplit((parts.scheme.lower(), host + (f":{port}" if port else ""), path, query, ""))


def is_public(address: str) -> bool:
    """True for an IP address of the public internet, also where it is wrapped in an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and any(ip in network for network in _NAT64):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and int(ip) >> 32 == 0:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None and not is_public(str(inner)):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _resolve(host: str, port: int, named: str, deadline: float) -> list[tuple[Any, ...]]:
    """``getaddrinfo`` within the time: it has no bound of its own."""
    answer: list[Any] = []

    def ask() -> None:
        try:
            answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if not answer:
        raise BadSource(named, f"the name {one_line(host, 80)} is not resolved in time")
    if isinstance(answer[0], Exception):
        raise MissingSource(named, f"no such host: {one_line(host, 80)}")
    return list(answer[0])


def _connect(host: str, port: int, named: str, deadline: float, allow_private: bool) -> socket.socket:
    """A connection to an address that was checked. Raises SourceError."""
    found = _resolve(host, port, named, deadline)
    if not allow_private:
        for *_, place in found:
            if not is_public(str(place[0])):
                raise NotAsked(
                    named, f"{one_line(host, 80)} is a private, loopback or reserved address ({place[0]}); refused"
                )
    problem: OSError | None = None
    for family, kind, protocol, _, place in found[:4]:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(min(10.0, left))
            connection.connect(place)
        except OSError as error:
            connection.close()
            problem = error
        else:
            return connection
    raise MissingSource(named, one_line(f"cannot be reached: {problem or 'no answer in time'}"))


def _get(
    named: str, address: str, limit: int, deadline: float, allow_private: bool, headers: Mapping[str, str]
) -> tuple[int, dict[str, str], bytes]:
    """``(status, headers, data)`` of one request, without following redirects. Raises SourceError."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    raw = _connect(host, port, named, deadline, allow_private)
    # Sockets bound each wait; the watchdog bounds them all together, also a header that drips in byte by byte
    ended = threading.Event()

    def end() -> None:
        ended.set()
        with contextlib.suppress(OSError):
            raw.shutdown(socket.SHUT_RDWR)

    watchdog = threading.Timer(max(0.01, deadline - time.monotonic()), end)
    watchdog.daemon = True
    watchdog.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        raw.settimeout(10.0)
        connection.sock = _tls(raw, host) if parts.scheme == "https" else raw
        target = urlunsplit(("", "", parts.path, parts.query, "")) or "/"
        wanted = {
            "User-Agent": USER_AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        connection.request("GET", target, headers=wanted)
        response = connection.getresponse()
        answer = {name.lower(): value for name, value in response.getheaders()}
        data = _body(response, answer, named, limit) if response.status == 200 else b""
        if ended.is_set():  # to a reader, the end that the watchdog makes looks like any other
            raise TimeoutError
        return response.status, answer, data
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        if ended.is_set():
            raise BadSource(named, "takes too long; given up") from None
        raise BadSource(named, one_line(f"breaks off: {error or type(error).__name__}")) from None
    finally:
        watchdog.cancel()
        connection.close()
        raw.close()


def _tls(raw: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _body(response: http.client.HTTPResponse, answer: Mapping[str, str], named: str, limit: int) -> bytes:
    """The body, unpacked, both within the limit. Raises BadSource; zlib.error and HTTPException where it is broken."""
    stated = answer.get("content-length", "")
    if stated.isdigit() and int(stated[:15]) > limit:
        raise BadSource(named, f"longer than {limit:,} bytes")
    coding = answer.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise BadSource(named, f"packed in a way that was not asked for ({one_line(coding, 20)})")
    unpacker = None if coding in ("identity", "") else zlib.decompressobj(31 if "gzip" in coding else 15)
    data, size = bytearray(), 0
    while part := response.read(65_536):
        size += len(part)
        while part:
            data += unpacker.decompress(part, limit + 1 - len(data)) if unpacker else part
            if size > limit or len(data) > limit:
                raise BadSource(named, f"longer than {limit:,} bytes")
            part = unpacker.unconsumed_tail if unpacker and not unpacker.eof else b""
    if stated.isdigit() and "chunked" not in answer.get("transfer-encoding", "").lower() and size < int(stated[:15]):
        raise BadSource(named, f"breaks off after {size:,} of {int(stated[:15]):,} bytes")
    if unpacker is not None and not unpacker.eof and size:
        raise BadSource(named, "breaks off in its packing")
    return bytes(data)


def _retry(answer: Mapping[str, str]) -> float | None:
    value = answer.get("retry-after", "").strip()
    return float(value[:9]) if value.isdigit() else None
