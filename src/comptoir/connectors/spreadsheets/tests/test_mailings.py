"""E-mail campaigns: those of the simulated sender to the last click, and the headers of tools."""

from datetime import date
from pathlib import Path

import pytest

from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written
from comptoir.connectors.tests.worlds import exported, lived

COUNTS = ("sent", "delivered", "openers", "clickers", "unsubscribed", "complaints")


def test_campaigns(tmp_path: Path) -> None:
    (path,) = exported(tmp_path, "mails")
    found = read(path, LAYOUTS)
    assert (found.layouts, found.rejects) == (["mailings"], [])
    names = {"openers": "opened", "clickers": "clicked"}
    assert {
        (row["campaign"], row["segment"], row["day"]): [row[name] for name in COUNTS] for row in found.facts
    } == {
        (row["campaign"], row["segment"], row["day"]): [row[names.get(name, name)] for name in COUNTS]
        for row in lived().mails.to_pylist()
    }
    assert len(found.facts) > 10


MAILCHIMP = """Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,\
Hard Bounces,Total Bounces,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Total Clicks,Unsubscribes,\
Abuse Complaints
Spring,Hello,Clients,"Jan 06, 2025 10:01 am",Monday,"10,200","10,150",30,20,50,"4,012",39.53%,"6,400",310,3.05%,400,12,1
"""
KLAVIYO = """Campaign Name,Subject,List,Send Time,Total Recipients,Unique Opens,Open Rate,Total Opens,Unique Clicks,\
Unsubscribes,Spam Complaints,Successful Deliveries,Bounces
Spring,Hello,Clients,2025-01-06 10:01:00,10200,4012,39.53%,6400,310,12,1,10150,50
"""
BREVO = """Campaign name;Sent date;List;Recipients;Delivered;Unique opens;Unique clicks;Unsubscriptions;Complaints
Spring;06/01/2025 10:01;Clients;10200;10150;4012;310;12;1
"""
FRENCH = """Nom de la campagne;Envoyée le;Liste;Destinataires;Livrés;Ouvertures uniques;Clics uniques;\
Désabonnés;Plaintes
Spring;6 janv. 2025 à 10:01;Clients;10 200;10 150;4 012;310;12;1
"""


@pytest.mark.parametrize(
    "text", [MAILCHIMP, KLAVIYO, BREVO, FRENCH], ids=["mailchimp", "klaviyo", "brevo", "french"]
)
def test_the_same_campaign_from_each_tool(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text), LAYOUTS)
    assert (found.layouts, found.rejects) == (["mailings"], [])
    (fact,) = found.facts
    assert (fact["campaign"], fact["segment"], fact["day"]) == ("Spring", "Clients", date(2025, 1, 6))
    assert [fact[name] for name in COUNTS] == [10_200, 10_150, 4_012, 310, 12, 1]


def test_more_delivered_than_sent_is_refused(tmp_path: Path) -> None:
    text = "Campagne;Date d'envoi;Envoyés;Délivrés\nA;06/01/2025;10;11\nB;06/01/2025;10;10\n"
    found = read(written(tmp_path, text), LAYOUTS)
    assert [(row["campaign"], row["segment"], row["openers"]) for row in found.facts] == [("B", "", None)]
    assert found.rejects == [(2, "", "not_lawful")]
