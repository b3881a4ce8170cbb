"""Where a visit came from: how its first page is tagged, else who linked to it."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Channels, Origin, host_of

_DIRECT = Origin(source="(direct)")


@lru_cache(maxsize=20_000)
def channel_of(
    target: str,
    referrer: str,
    own: frozenset[str],
    channels: Channels = DEFAULT_CHANNELS,
    day: date = date.min,
) -> str:
    """`own`: the hosts of the site itself, whose links begin no visit from elsewhere."""
    # A line of a log tells all that there is to know: nothing is a direct visit.
    host = host_of(referrer) if "://" in referrer else ""
    origin = Origin.told(referrer="" if host in own else host, page=target if "?" in target else "")
    return channels.channel_of(origin if origin.is_known else _DIRECT, day)


def own_hosts(links: Collection[str]) -> frozenset[str]:
    """The host that most of the pages belong to from which images and styles are asked for."""
    hosts = [host for link in links if (host := host_of(link))]
    return frozenset({max(sorted(set(hosts)), key=hosts.count)}) if hosts else frozenset()
