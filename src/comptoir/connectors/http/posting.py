"""Telling somebody something once: one POST, no redirect followed, no second try. What comes after is the caller's."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.utils.translation import gettext as _

from comptoir.connectors.http.client import Answer
from comptoir.connectors.http.guard import place
from comptoir.connectors.http.pools import pool_of
from comptoir.connectors.source import TransientError

TIMEOUT = urllib3.Timeout(connect=5, read=15)
DEADLINE = 30.0
"""Seconds for all of it: who sends a letter now and then would keep a worker waiting for hours."""
LONGEST = 2048
"""Of an answer, bytes that are looked at: whoever is told something has little to say."""


def post_once(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """The answer, whatever its status, its body cut short. PermanentError where the guard lets nothing through,
    TransientError where nobody answered."""
    there, parts = place(url), urlsplit(url)
    target = parts.path or "/"
    if parts.query:
        target += f"?{parts.query}"
    try:
        with closing(pool_of(there)) as pool, _bounded(pool, DEADLINE) as is_cut:
            response = pool.request(
                "POST",
                target,
                body=body,
                headers={
                    "Host": parts.netloc,
                    "User-Agent": "Comptoir/1",
                    "Accept-Encoding": "identity",
                    **headers,
                },
                redirect=False,
                retries=False,
                timeout=TIMEOUT,
                preload_content=False,
            )
            if is_cut.is_set():  # What came of the head looks like a whole one.
                raise urllib3.exceptions.ReadTimeoutError(pool, target, "cut")
            with closing(response):
                told = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status, told, _start(response))
    except urllib3.exceptions.SSLError as error:
        raise TransientError(
            _("The certificate of « %(host)s » is not valid.") % {"host": there.host}
        ) from error
    except urllib3.exceptions.HTTPError as error:
        raise TransientError(_("« %(host)s » does not answer.") % {"host": there.host}) from error


def _start(response: urllib3.BaseHTTPResponse) -> bytes:
    """What came at once: the status is known, the rest is not waited for."""
    try:
        return response.read1(LONGEST, decode_content=False)
    except urllib3.exceptions.HTTPError:
        return b""


@contextmanager
def _bounded(pool: urllib3.HTTPConnectionPool, seconds: float) -> Iterator[threading.Event]:
    """Lines of the pool are cut after so many seconds; time-outs of their own count from letter to letter."""
    lines: list[Any] = []
    make: Any = pool.ConnectionCls

    def opened(*arguments: Any, **options: Any) -> Any:
        lines.append(make(*arguments, **options))
        return lines[-1]

    is_cut = threading.Event()

    def cut() -> None:
        is_cut.set()
        for line in lines:
            if line.sock is not None:
                with suppress(OSError):
                    # Of the plain socket: one of TLS would first say goodbye, and wait.
                    socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

    pool.ConnectionCls = opened  # type: ignore[assignment]
    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield is_cut
    finally:
        timer.cancel()
