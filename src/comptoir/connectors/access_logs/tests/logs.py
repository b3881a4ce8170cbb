"""Log lines drawn in the tests that need them."""

import json
from datetime import datetime

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
)
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def combined(
    when: str,
    target: str = "/",
    *,
    address: str = "192.0.2.1",
    agent: str = FIREFOX,
    referrer: str = "-",
    status: int = 200,
    method: str = "GET",
    host: str = "",
) -> str:
    """`when`: ISO, with its offset."""
    at = datetime.fromisoformat(when)
    before = f"{host} {address}" if host else address
    time = at.strftime("%d/%b/%Y:%H:%M:%S %z")
    return f'{before} - - [{time}] "{method} {target} HTTP/1.1" {status} 512 "{referrer}" "{agent}"\n'


def nginx(when: str, target: str = "/", *, address: str = "192.0.2.1", agent: str = FIREFOX) -> str:
    told = {
        "time_iso8601": when,
        "remote_addr": address,
        "request": f"GET {target} HTTP/2.0",
        "status": "200",
    }
    return json.dumps({**told, "http_referer": "", "http_user_agent": agent}) + "\n"


def caddy(when: str, target: str = "/", *, address: str = "192.0.2.1", agent: str = FIREFOX) -> str:
    request = {"remote_ip": address, "method": "GET", "host": "www.example.com", "uri": target}
    told = {"ts": datetime.fromisoformat(when).timestamp() + 0.25, "status": 200}
    return json.dumps({**told, "request": {**request, "headers": {"User-Agent": [agent]}}}) + "\n"


def traefik(when: str, target: str = "/", *, address: str = "192.0.2.1", agent: str = FIREFOX) -> str:
    told = {"StartUTC": when, "ClientHost": address, "RequestMethod": "GET", "RequestPath": target}
    return json.dumps({**told, "DownstreamStatus": 200, "request_User-Agent": agent}) + "\n"


def whole_day(day: str, offset: str = "+01:00") -> tuple[str, str]:
    """Two requests of a machine at the ends of a day: the log holds it whole."""
    return (
        combined(f"{day}T00:00:30{offset}", agent=GOOGLEBOT),
        combined(f"{day}T23:59:30{offset}", agent=GOOGLEBOT),
    )
