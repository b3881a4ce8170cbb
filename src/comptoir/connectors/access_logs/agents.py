"""Who asks: a person at some device, or a machine, told by what the program calls itself."""

import re
from functools import lru_cache
from typing import NamedTuple

_MACHINES = re.compile(
    r"(?<!cu)bot\b|(?<!cu)bot[/;_ -]|crawl|spider|slurp|archiver|scan|fetch|preview|monitor|uptime|probe|checker"
    r"|validator|feed|rss|headless|phantomjs|lighthouse|selenium|playwright|puppeteer|facebookexternalhit|whatsapp"
    r"|embedly|pingdom|mediapartners|google-|apis-google|yandex|baidu|duckduckgo|gptbot|chatgpt|claude|perplexity"
    r"|bytespider|curl|wget|python|java/|perl|ruby|php/|go-http|okhttp|libwww|httpclient|http_request|axios|node-fetch"
    r"|postman|insomnia|cfnetwork|newsblur|zgrab|masscan|nmap|nikto|sqlmap|semrush|ahrefs|majestic|sleuth"
    # Machines say where to complain about them; browsers do not.
    r"|https?://|\w@\w|^mozilla/4\.0 \(compatible;\)$",
    re.IGNORECASE,
)
_TABLET = re.compile(r"ipad|tablet|kindle|silk/|playbook|android(?!.*mobile)", re.IGNORECASE)
_PHONE = re.compile(r"mobi|iphone|ipod|windows phone|opera mini", re.IGNORECASE)
_DESKTOP = re.compile(r"windows nt|macintosh|x11|linux|cros", re.IGNORECASE)


class Agent(NamedTuple):
    is_machine: bool
    device: str


@lru_cache(maxsize=20_000)
def agent_of(text: str) -> Agent:
    """A program without a name, or with a short one, is a machine."""
    if len(text) < 20 or _MACHINES.search(text):
        return Agent(is_machine=True, device="other")
    for device, pattern in (("tablet", _TABLET), ("phone", _PHONE), ("desktop", _DESKTOP)):
        if pattern.search(text):
            return Agent(is_machine=False, device=device)
    return Agent(is_machine=False, device="other")
