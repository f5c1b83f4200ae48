"""Starting the desk."""

from __future__ import annotations

from pathlib import Path

from wireledger.errors import LedgerError, UsageError


def serve(
    ledger: str, *, host: str = "127.0.0.1", port: int = 8000, users: Path | None = None, token: str | None = None,
    hosts: tuple[str, ...] = (), certificate: Path | None = None, key: Path | None = None, behind_tls: bool = False,
    read_only: bool = False, cases: Path | None = None,
) -> None:  # fmt: skip
    """Serve a ledger until interrupted; one that is not there yet is made, so that stories can be pasted into it.

    Raises UsageError for an address that others reach and nobody guards."""
    try:
        import uvicorn

        from wireledger.desk.app import make_app
    except ImportError as error:
        raise LedgerError(f"the desk needs more packages ({error.name}): install wireledger[desk]") from error
    from wireledger.desk.guard import Settings, users_of
    from wireledger.ledger import Ledger

    if (certificate is None) != (key is None):
        raise UsageError("--certificate and --key go together")
    settings = Settings(
        host=host, port=port, users=users_of(users) if users else {}, token=token or None, hosts=hosts,
        secure=behind_tls or certificate is not None, read_only=read_only, cases=cases,
    )  # fmt: skip
    if cases is not None and not cases.absolute().parent.is_dir():
        raise UsageError(f"{cases}: the folder does not exist")
    with Ledger(ledger) as store:
        shown = f"[{host}]" if ":" in host else host
        print(f"The desk is at http{'s' if certificate else ''}://{shown}:{port}/ (stop it with Ctrl-C)")
        uvicorn.run(
            make_app(store, settings), host=host, port=port, log_level="warning", server_header=False, proxy_headers=False,
            ssl_certfile=str(certificate) if certificate else None, ssl_keyfile=str(key) if key else None,
            limit_concurrency=200, timeout_keep_alive=20,
        )  # fmt: skip
