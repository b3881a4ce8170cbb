"""An ad account in memory that answers as the Graph API documents it: fields, days, pages and refusals really apply."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from comptoir.connectors.meta_ads import graph
from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving

TOKEN = "EAAsystemuser0123456789abcdefghijklmnop"
HEADER = (
    "Reporting starts,Reporting ends,Campaign name,Campaign ID,Account ID,Attribution setting,Impressions,Link clicks,"
    "Amount spent (EUR),Purchases"
)


@dataclass
class Account:
    """Two campaigns a day, from the first day on: « Noël » for ten euros, « Savons » for as many as the day's number;
    none on the thirteenth."""

    first: date = date(2026, 10, 1)
    most_days: int = 1000
    """Above so many days at once Meta asks for less."""
    page: int = 7
    headers: dict[str, str] = field(default_factory=dict)
    purchases: dict[str, str] = field(
        default_factory=lambda: {
            "link_click": "12",
            "offsite_conversion.fb_pixel_purchase": "2",
            "purchase": "2",
            "omni_purchase": "3",
        }
    )
    raised: dict[str, str] = field(default_factory=dict)
    """Day -> purchases that Meta heard of later."""
    ranges: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refused(190, "Error validating access token: Session has expired on Sunday.", 463)
        _empty, version, account, *rest = asked.path.split("/")
        assert version == "v26.0"
        if account == "act_9":
            return refused(
                100, "Unsupported get request. Object with ID 'act_9' does not exist, cannot be loaded", 33
            )
        if account == "act_8":
            return refused(200, "(#200) Ad account owner has NOT grant ads_management or ads_read permission")
        if not rest:
            return self.reply(
                {
                    "account_id": "77",
                    "name": "Maison Savon",
                    "currency": "EUR",
                    "timezone_name": "America/New_York",
                    "id": "act_77",
                }
            )
        return self.insights(asked)

    def insights(self, asked: Asked) -> Reply:
        given = asked.parameters
        assert (given["level"], given["time_increment"]) == ("campaign", "1")
        told = json.loads(given["time_range"])
        first, last = date.fromisoformat(told["since"]), date.fromisoformat(told["until"])
        self.ranges.append((told["since"], told["until"]))
        if (last - first).days + 1 > self.most_days:
            return refused(
                1, "Please reduce the amount of data you're asking for, then retry your request", 0, 500
            )
        fields = {*given["fields"].split(","), "date_start", "date_stop"}
        rows = [
            {name: value for name, value in row.items() if name in fields}
            for ahead in range((last - first).days + 1)
            for row in self.day(first + timedelta(days=ahead))
        ]
        start = int(given.get("after", "0"))
        end = start + self.page
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(rows):
            # As Meta does: the address of the next page has the token in it.
            paging["next"] = f"https://graph.facebook.com{asked.path}?access_token={TOKEN}&after={end}"
        return self.reply({"data": rows[start:end], "paging": paging})

    def day(self, day: date) -> list[dict[str, Any]]:
        if day.day == 13 or day < self.first:
            return []
        shared = {
            "account_id": "77",
            "account_currency": "EUR",
            "date_start": str(day),
            "date_stop": str(day),
            "attribution_setting": "1d_view_7d_click",
        }
        bought = self.purchases | (
            {"omni_purchase": self.raised[str(day)]} if str(day) in self.raised else {}
        )
        return [
            shared
            | {
                "campaign_id": "1201",
                "campaign_name": "Noël",
                "impressions": "1000",
                "inline_link_clicks": "12",
                "clicks": "40",
                "reach": "900",
                "spend": "10",
                "actions": [{"action_type": name, "value": value} for name, value in bought.items()],
                "action_values": [{"action_type": "omni_purchase", "value": "150.5"}],
            },
            # Nobody clicked, nobody bought: Meta leaves that out.
            shared
            | {
                "campaign_id": "1202",
                "campaign_name": "Savons",
                "impressions": "30",
                "spend": f"{day.day}.07",
            },
        ]

    def exported(self, first: date, last: date) -> str:
        """These days as Ads Manager exports them in English, with their IDs."""
        lines = [HEADER]
        for ahead in range((last - first).days + 1):
            for row in self.day(first + timedelta(days=ahead)):
                bought = {one["action_type"]: one["value"] for one in row.get("actions", ())}
                cells = [row["date_start"], row["date_stop"], row["campaign_name"], row["campaign_id"], "77"]
                cells += ["7-day click or 1-day view", row["impressions"], row.get("inline_link_clicks", "")]
                lines.append(",".join([*cells, row["spend"], bought.get("omni_purchase", "")]))
        return "\n".join(lines)

    def reply(self, body: Any) -> Reply:
        return Reply(200, json.dumps(body).encode(), {"Content-Type": "application/json", **self.headers})


def refused(
    code: int,
    message: str,
    subcode: int = 0,
    status: int = 400,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> Reply:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1b2", **more}
    if subcode:
        error["error_subcode"] = subcode
    return Reply(
        status, json.dumps({"error": error}).encode(), {"Content-Type": "application/json", **(headers or {})}
    )


@contextmanager
def open_account(account: Account, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    with serving(account.answer) as server:
        monkeypatch.setattr(graph, "API", f"{server.address}/v26.0")
        yield server
