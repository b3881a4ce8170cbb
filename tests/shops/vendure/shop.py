"""A shop that runs: its process, and its two interfaces as a client sees them."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import urllib3

from .install import HERE, installed

PATIENCE = 90
"""Seconds until a shop that starts must answer."""

OPERATOR = {"name": "operator", "password": "operator of tests"}


class RefusedError(Exception):
    """The shop answered that it will not."""


@dataclass(slots=True)
class Shop:
    """The shop of a folder. What it holds survives `stop` and `start`."""

    home: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _operator: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def admin_api(self) -> str:
        return f"{self.address}/admin-api"

    def start(self) -> Self:
        packages = installed()
        self.home.mkdir(parents=True, exist_ok=True)
        self.port = self.port or _free_port()
        environment = os.environ | {
            "SHOP_HOME": str(self.home),
            "SHOP_PORT": str(self.port),
            "SHOP_MODULES": str(packages / "node_modules"),
            "VENDURE_DISABLE_TELEMETRY": "true",
            "NODE_ENV": "production",
        }
        with (self.home / "shop.log").open("ab") as log:
            self._process = subprocess.Popen(
                ["node", str(HERE / "server.js")], cwd=packages, env=environment, stdout=log, stderr=log
            )
        self._wait()
        return self

    def stop(self) -> None:
        """As its owner would: what it holds is written first."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            self._process = None

    def admin(self, query: str, **variables: Any) -> Any:
        """The answer of the Admin API to its operator. The token survives the shop: so do its sessions."""
        if not self._operator:
            login = (
                "mutation ($name: String!, $password: String!)"
                " { login(username: $name, password: $password) { __typename } }"
            )
            headers, _data = self._ask("admin-api", login, OPERATOR, {})
            self._operator = {"Authorization": f"Bearer {headers['vendure-auth-token']}"}
        return self._ask("admin-api", query, variables, self._operator)[1]

    def admin_at(self, when: datetime, query: str, **variables: Any) -> Any:
        """As `admin`, at an instant: what happens then is dated then."""
        return self._ask("admin-api", query, variables, self._operator | clock(when))[1]

    def visit(self, channel: str) -> "Visit":
        return Visit(self, {"vendure-token": channel} if channel else {})

    def fail(self, *failures: Mapping[str, int]) -> None:
        """The Admin API answers `status` (with `retryAfter`) to `count` requests, after letting `after` pass."""
        body = json.dumps([{"after": 0, "count": 1} | dict(failure) for failure in failures]).encode()
        _send(f"{self.address}/control", body, {})

    def _ask(
        self, api: str, query: str, variables: Mapping[str, Any], headers: Mapping[str, str]
    ) -> tuple[Mapping[str, str], Any]:
        body = json.dumps({"query": query, "variables": variables}).encode()
        told, answer = _send(f"{self.address}/{api}", body, headers)
        if answer.get("errors"):
            raise RefusedError(answer["errors"])
        for name, result in answer["data"].items():
            if isinstance(result, dict) and "errorCode" in result:
                raise RefusedError(f"{name}: {result}")
        return told, answer["data"]

    def _wait(self) -> None:
        assert self._process is not None
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._process.poll() is None:
            try:
                urllib3.request("GET", f"{self.address}/health", timeout=2, retries=False)
                return
            except urllib3.exceptions.HTTPError:
                time.sleep(0.2)
        self.stop()
        raise AssertionError("the shop does not start: " + (self.home / "shop.log").read_text()[-2000:])


@dataclass(slots=True)
class Visit:
    """A buyer in the shop: one session of the Shop API."""

    shop: Shop
    headers: dict[str, str]

    def ask(self, query: str, when: datetime | None = None, **variables: Any) -> Any:
        headers = self.headers | (clock(when) if when else {})
        told, answer = self.shop._ask("shop-api", query, variables, headers)
        if token := told.get("vendure-auth-token"):
            self.headers["Authorization"] = f"Bearer {token}"
        return answer


def clock(when: datetime) -> dict[str, str]:
    return {"x-shop-clock": when.isoformat()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _send(address: str, body: bytes, headers: Mapping[str, str]) -> tuple[Mapping[str, str], Any]:
    answer = urllib3.request(
        "POST", address, body=body, headers={"Content-Type": "application/json", **headers}, timeout=60
    )
    if answer.status != 200:
        raise RefusedError(f"{answer.status}: {answer.data[:500]!r}")
    return answer.headers, answer.json()
