"""Telling somebody something once: one POST, no redirect followed, no second try. What comes after is the caller's."""

from collections.abc import Mapping
from contextlib import closing
from urllib.parse import urlsplit

import urllib3
from django.utils.translation import gettext as _

from comptoir.connectors.http.client import Answer
from comptoir.connectors.http.deadline import Lines
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
        with closing(Lines(pool_of(there))) as lines, lines.until(DEADLINE) as is_cut:
            response = lines.pool.request(
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
                raise urllib3.exceptions.ReadTimeoutError(lines.pool, target, "cut")
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
