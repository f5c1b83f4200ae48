"""Throw-away stores for the tests of the ledger: a SQLite file, or a database on a PostgreSQL server of our own.

The server is started from the programs that the system's package installs, in a folder of its own, on a socket and no
port, and is stopped and deleted at the end. ``WIRELEDGER_TEST_POSTGRES`` names another server (a URL) to use instead.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

_PAUSES: dict[str, Callable[[], contextlib.AbstractContextManager[None]]] = {}


def programs() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``: the newest that the system has; None where it has none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _unprivileged() -> dict[str, object]:
    """How to start the server: it refuses to run as root, so root starts it as the account of the package."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def server(*, fsync: bool = False) -> Iterator[str]:
    """The URL of a new server without a database name: ``postgresql://...?host=...``. Skips, loudly, where there is none."""
    given = os.environ.get("WIRELEDGER_TEST_POSTGRES")
    if given:
        yield given
        return
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("NO POSTGRESQL SERVER PROGRAMS: the tests on PostgreSQL did not run")
    try:
        who = _unprivileged()
    except KeyError:
        pytest.skip("NO ACCOUNT postgres TO RUN THE SERVER AS: the tests on PostgreSQL did not run")
    folder = Path(tempfile.mkdtemp(prefix="wireledger-pg-"))
    try:
        if who:
            os.chown(folder, int(str(who["user"])), int(str(who["group"])))
        data, log = folder / "data", folder / "log"
        run = {"check": True, "capture_output": True, "cwd": folder, **who}
        # English sorting on purpose: the ledger compares ids and dates byte by byte whatever the database sorts by.
        subprocess.run(
            [bin_folder / "initdb", "-D", data, "-U", "test", "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8",
             "--locale-provider=icu", "--icu-locale=en-US"],
            **run,  # type: ignore[call-overload]
        )  # fmt: skip
        options = f"-k {folder} -c listen_addresses= -c fsync={'on' if fsync else 'off'} -c max_connections=50 -c shared_buffers=64MB"
        start = [bin_folder / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start"]
        with (folder / "start").open("wb") as out:  # the server keeps a pipe open for ever
            subprocess.run(start, check=True, stdout=out, stderr=out, cwd=folder, **who)  # type: ignore[call-overload]

        @contextlib.contextmanager
        def killed() -> Iterator[None]:
            subprocess.run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
            try:
                yield
            finally:
                with (folder / "start").open("wb") as out:
                    subprocess.run(start, check=True, stdout=out, stderr=out, cwd=folder, **who)  # type: ignore[call-overload]

        url = f"postgresql://test@/postgres?host={folder}"
        _PAUSES[url] = killed
        try:
            yield url
        finally:
            subprocess.run([bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database(url: str) -> Iterator[str]:
    """The URL of a new, empty database on a server."""
    name = f"ledger_{os.getpid()}_{os.urandom(4).hex()}"
    at = sa.make_url(url).set(drivername="postgresql+psycopg")
    admin = sa.create_engine(at, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    try:
        with admin.connect() as c:
            c.exec_driver_sql(f"CREATE DATABASE {name}")
        yield at.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
        with admin.connect() as c:
            c.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        admin.dispose()


def pause(url: str) -> Callable[[], contextlib.AbstractContextManager[None]] | None:
    """How to kill a server of our own at once and, at the end of the context, to start it again; None for one of others."""
    return _PAUSES.get(url)
