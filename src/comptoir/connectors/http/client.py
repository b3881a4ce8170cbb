"""Asking a vendor: patient where waiting helps, plain where a person must act."""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import IO, Any, Self
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.connectors.http.deadline import Lines
from comptoir.connectors.http.guard import Place, place
from comptoir.connectors.http.pace import Pace
from comptoir.connectors.http.pools import pool_of
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.core import clock

TIMEOUT = urllib3.Timeout(connect=10, read=60)
REDIRECTS = 3
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
CHUNK = 1 << 16
_MARKUP = re.compile(r"(?is)<(script|style)\b.*?(</\1>|\Z)|<!--.*?-->|<[^>]*>")
DEADLINE, DEADLINE_OF_FILES = 300.0, 3600.0
"""Seconds for the whole of an answer, and of one that is written to a file."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    def json(self) -> Any:
        """The body as JSON, amounts as written (numbers with a point come as text, so that no cent is lost).

        PermanentError where it is none: a page of the shop, of its host or of a firewall answered.
        """
        try:
            return json.loads(self.body, parse_float=str)
        except ValueError as error:
            raise PermanentError(
                _("The address answers, but not with data: « %(start)s ».") % {"start": self.start()},
                advice=_(
                    "Is it the address of the shop itself? Is its interface switched on, and not closed off?"
                ),
            ) from error

    def start(self) -> str:
        """The first words of the body, for a sentence: of a page those that are read on it."""
        text = self.body[:20_000].decode("utf-8", "replace")
        if text.lstrip()[:1] == "<":
            text = _MARKUP.sub(" ", text) or text
        return " ".join(text.split())[:120]


@dataclass(slots=True)
class Client:
    """Asks one vendor, no faster than it allows. A context manager.

    What cannot succeed before a person acts raises PermanentError; what may, TransientError after the retries of
    `rate`. `pause` waits, and raises when the work is stopped meanwhile.
    """

    rate: Rate
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: Callable[[float], None] = time.sleep
    is_final: Callable[[Answer], bool] = lambda _answer: False
    """Whether a busy answer is one that waiting does not change: a shop that says its interface is switched off."""
    longest_body: int | None = None
    """Bytes, unpacked; the installation's bound where none is said."""
    deadline: float | None = None
    """Seconds for a whole answer; the bounds above where none is said."""
    _lines: dict[Place, Lines] = field(default_factory=dict)
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self._pace = Pace(self.rate, self.pause)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for lines in self._lines.values():
            lines.close()

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> Answer:
        return self.ask("GET", f"{url}?{urlencode(parameters)}" if parameters else url)

    def post(self, url: str, content: object, headers: Mapping[str, str] | None = None) -> Answer:
        """Send `content` as JSON. Only for questions that may be asked twice."""
        told = {"Content-Type": "application/json", **(headers or {})}
        return self.ask("POST", url, json.dumps(content).encode(), told)

    def save(self, url: str, into: IO[bytes]) -> Answer:
        """Write the body to a file, however long it is within `longest_body`; the answer has none."""
        return self.ask("GET", url, into=into)

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        into: IO[bytes] | None = None,
    ) -> Answer:
        """The answer, whatever its status short of busy, or final; asked again while the vendor is busy or away."""
        for attempt in range(self.rate.retries + 1):
            self._pace.keep()
            last = attempt == self.rate.retries
            try:
                answer = self._followed(method, url, body, {**self.headers, **(headers or {})}, into)
            except urllib3.exceptions.SSLError as error:
                raise PermanentError(
                    _("The certificate of « %(host)s » is not valid.") % {"host": urlsplit(url).hostname},
                    advice=_("Renew it, or give the address that the certificate names."),
                ) from error
            except urllib3.exceptions.HTTPError as error:
                if last:
                    raise TransientError(
                        _("« %(host)s » does not answer.") % {"host": urlsplit(url).hostname},
                        advice=_("Comptoir asks again at the next run."),
                    ) from error
                self.pause(self._pace.patience(attempt))
                continue
            if answer.status not in BUSY or self.is_final(answer):
                return answer
            wait = self._asked_wait(answer, attempt)
            if last or wait > self.rate.longest_wait:
                raise TransientError(
                    _("« %(host)s » is overloaded or out of order (it answers %(status)d).")
                    % {"host": urlsplit(url).hostname, "status": answer.status},
                    advice=_("Comptoir asks again at the next run."),
                )
            self.pause(wait)
        raise AssertionError("the last attempt returns or raises")

    def _asked_wait(self, answer: Answer, attempt: int) -> float:
        """What the vendor asks for, in seconds or as a date, else our own."""
        asked = answer.headers.get("retry-after", "").strip()
        if asked.isdigit():
            return float(asked)
        try:
            return max(0.0, (parsedate_to_datetime(asked) - clock.now()).total_seconds())
        except (TypeError, ValueError):
            return self._pace.patience(attempt)

    def _followed(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], into: IO[bytes] | None
    ) -> Answer:
        """Follow a few redirects on the same server: keys are not carried to another."""
        first = urlsplit(url)
        for _redirect in range(REDIRECTS + 1):
            answer = self._once(method, url, body, headers, into)
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            url = urljoin(url, target)
            there = urlsplit(url)
            if there.hostname != first.hostname or (first.scheme, there.scheme) == ("https", "http"):
                raise PermanentError(
                    _("The address leads elsewhere: « %(host)s ».") % {"host": there.hostname},
                    advice=_("If this is the shop's own address, give it in the connection."),
                )
        raise PermanentError(
            _("The address leads in circles."), advice=_("Open it in a browser: where does it end?")
        )

    def _once(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str], into: IO[bytes] | None
    ) -> Answer:
        there, parts = place(url), urlsplit(url)
        target = parts.path or "/"
        if parts.query:
            target += f"?{parts.query}"
        told = {
            "Host": parts.netloc,
            "User-Agent": "Comptoir/1",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
            **headers,
        }
        lines = self._lines_to(there)
        seconds = self.deadline or (DEADLINE if into is None else DEADLINE_OF_FILES)
        with lines.until(seconds) as is_cut:
            try:
                answer = self._arrived(lines.pool, method, target, body, told, into)
            except urllib3.exceptions.HTTPError as error:
                if is_cut.is_set():
                    raise _too_slow(there.host, seconds) from error
                raise
            if is_cut.is_set():
                raise _too_slow(there.host, seconds)
        return answer

    def _arrived(
        self,
        pool: urllib3.HTTPConnectionPool,
        method: str,
        target: str,
        body: bytes | None,
        headers: Mapping[str, str],
        into: IO[bytes] | None,
    ) -> Answer:
        response = pool.request(
            method,
            target,
            body=body,
            headers=headers,
            redirect=False,
            retries=False,
            timeout=TIMEOUT,
            preload_content=False,
        )
        try:
            arriving = self._bounded(response, str(urlsplit(f"//{headers['Host']}").hostname))
            if into is not None and response.status == 200:
                into.seek(0)
                into.truncate()
                into.writelines(arriving)
                content = b""
            else:
                content = b"".join(arriving)
        finally:
            response.release_conn()
        return Answer(
            response.status, {name.lower(): value for name, value in response.headers.items()}, content
        )

    def _bounded(self, response: urllib3.BaseHTTPResponse, host: str) -> Iterator[bytes]:
        longest = self.longest_body or settings.MAX_ANSWER_BYTES
        size = 0
        for part in response.stream(CHUNK, decode_content=True):
            size += len(part)
            if size > longest:
                response.close()
                raise PermanentError(
                    _("« %(host)s » answers with more than %(size)d MB at once.")
                    % {"host": host, "size": longest // 2**20},
                    advice=_("Is it the address of the shop's interface?"),
                )
            yield part

    def _lines_to(self, there: Place) -> Lines:
        if there not in self._lines:
            self._lines[there] = Lines(pool_of(there))
        return self._lines[there]


def _too_slow(host: str, seconds: float) -> TransientError:
    """Not asked again at once: it would take as long."""
    return TransientError(
        ngettext(
            "« %(host)s » began to answer and did not come to an end within %(count)d minute.",
            "« %(host)s » began to answer and did not come to an end within %(count)d minutes.",
            max(1, round(seconds / 60)),
        )
        % {"host": host, "count": max(1, round(seconds / 60))},
        advice=_(
            "Comptoir asks again at the next run. If it stays so, ask whoever hosts it why its answers are so slow."
        ),
    )
