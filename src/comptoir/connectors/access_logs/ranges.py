"""The ranges of addresses from which search engines say that their machines come: files that they publish."""

import json
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path

type Network = IPv4Network | IPv6Network


class Ranges:
    """Whether an address lies in any of the ranges."""

    def __init__(self, networks: Iterable[Network] = ()) -> None:
        self._by_shape: dict[tuple[int, int], set[int]] = {}
        for one in networks:
            shift = one.max_prefixlen - one.prefixlen
            self._by_shape.setdefault((one.version, shift), set()).add(int(one.network_address) >> shift)

    def __contains__(self, address: str) -> bool:
        if not self._by_shape:
            return False
        try:
            found = ip_address(address)
        except ValueError:
            return False
        number = int(found)
        return any(
            version == found.version and number >> shift in known
            for (version, shift), known in self._by_shape.items()
        )


def published(folder: Path) -> Ranges:
    """Of every file of the folder: JSON as Google and Bing publish it, or a text with one range a line."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return Ranges(network for path in files if path.is_file() for network in _networks(path))


def _networks(path: Path) -> Iterable[Network]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        prefixes = json.loads(text).get("prefixes", [])
        told = [one.get("ipv4Prefix") or one.get("ipv6Prefix") for one in prefixes]
    else:
        told = [line.partition("#")[0].strip() for line in text.splitlines()]
    return [ip_network(one, strict=False) for one in told if one]
