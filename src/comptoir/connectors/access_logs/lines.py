"""A line of an access log: the combined format, with or without the host before it, or a JSON object."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

_TEXT = r'"([^"\\]*(?:\\.[^"\\]*)*)"'
_COMBINED = re.compile(rf"([^\[]+) \[([^\]]{{20,32}})\] {_TEXT} (\d{{3}}) (?:\d+|-) {_TEXT} {_TEXT}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NAMES = {
    "address": ("remote_addr", "client_ip", "remote_ip", "ClientHost", "clientip", "ip", "c-ip"),
    "time": ("time_iso8601", "time_local", "@timestamp", "timestamp", "StartUTC", "time", "ts"),
    "method": ("request_method", "RequestMethod", "method"),
    "target": ("request_uri", "RequestPath", "uri", "path", "url"),
    "status": ("status", "DownstreamStatus", "status_code", "response"),
    "referrer": ("http_referer", "request_Referer", "referer", "referrer", "Referer"),
    "agent": ("http_user_agent", "request_User-Agent", "user_agent", "userAgent", "agent", "User-Agent"),
    "host": ("host", "http_host", "RequestHost", "server_name"),
}
"""Those of nginx, Apache, Caddy and Traefik."""


class Hit(NamedTuple):
    """A request."""

    address: str
    at: int
    """Seconds since 1970."""
    method: str
    target: str
    status: int
    referrer: str
    agent: str
    host: str


def hit_of(line: str) -> Hit | None:
    """None where the line is not of a log."""
    return _json(line) if line.startswith("{") else _combined(line)


def _combined(line: str) -> Hit | None:
    found = _COMBINED.match(line)
    if found is None:
        return None
    before, time, request, status, referrer, agent = found.groups()
    at = _seconds(time)
    words = before.split(" ")
    # « www.example.com:443 192.0.2.7 - - »: the host comes first where the second word is no « - ».
    host, words = (words[0], words[1:]) if len(words) > 3 and words[1] != "-" else ("", words)
    if at is None or len(words) < 3:
        return None
    method, target = _asked(request)
    return Hit(
        words[0], at, method, target, int(status), _said(referrer), _said(agent), host.partition(":")[0]
    )


def _json(line: str) -> Hit | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    flat = _flat(told)
    found = {
        field: next((flat[name] for name in names if flat.get(name)), "") for field, names in _NAMES.items()
    }
    if isinstance(told.get("request"), str):
        found["method"], found["target"] = _asked(told["request"])
    at = _instant(found["time"])
    if at is None or not (found["address"] and found["target"] and str(found["status"]).isdigit()):
        return None
    return Hit(
        str(found["address"]),
        at,
        str(found["method"]),
        str(found["target"]),
        int(found["status"]),
        _said(str(found["referrer"])),
        _said(str(found["agent"])),
        str(found["host"]).partition(":")[0],
    )


def _flat(told: Mapping[str, Any]) -> dict[str, Any]:
    """Caddy puts the request, and in it the headers as lists, into objects of their own."""
    flat = {name: value for name, value in told.items() if not isinstance(value, dict | list)}
    request = told.get("request")
    if isinstance(request, dict):
        flat |= {name: value for name, value in request.items() if not isinstance(value, dict | list)}
        headers = request.get("headers")
        for name, value in headers.items() if isinstance(headers, dict) else ():
            flat.setdefault(name, value[0] if isinstance(value, list) and value else value)
    return flat


def _asked(request: str) -> tuple[str, str]:
    words = request.split(" ")
    return (words[0], words[1]) if len(words) > 1 else ("", request)


def _said(text: str) -> str:
    return "" if text == "-" else text


def _instant(time: Any) -> int | None:
    if isinstance(time, int | float) and not isinstance(time, bool):
        return int(time)
    text = str(time)
    if re.fullmatch(r"\d{9,10}(\.\d+)?", text):
        return int(float(text))
    if "/" in text:
        return _seconds(text)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())


def _seconds(time: str) -> int | None:
    """`17/May/2015:10:05:03 +0000`."""
    minute = _minute(time[:17], time[20:].strip())
    seconds = time[18:20]
    return None if minute is None or not seconds.isdigit() else minute + int(seconds)


@lru_cache(maxsize=4096)
def _minute(text: str, offset: str) -> int | None:
    try:
        away = timedelta(hours=int(offset[:3]), minutes=int(offset[0] + offset[3:5]))
        month = _MONTHS.index(text[3:6]) + 1
        begun = datetime(
            int(text[7:11]), month, int(text[:2]), int(text[12:14]), int(text[15:17]), tzinfo=timezone(away)
        )
    except (ValueError, IndexError):
        return None
    return int(begun.timestamp())
