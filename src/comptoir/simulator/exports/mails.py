"""Statistics of e-mail campaigns, as French senders export them. Openings and clicks are of people, not of times."""

from pathlib import Path

from comptoir.simulator.exports.figures import days, share
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import NO_BREAK, column, joined, numbers, quoted, whole
from comptoir.simulator.world import World

HEADERS = {
    "sent": "Envoyés",
    "delivered": "Délivrés",
    "opened": "Ouvreurs uniques",
    "clicked": "Cliqueurs uniques",
    "unsubscribed": "Désinscriptions",
    "complaints": "Plaintes",
}


def statistics(path: Path, world: World) -> Path:
    mails = world.mails
    delivered = numbers(mails, "delivered")
    columns: dict[str, Column] = {
        "Campagne": quoted(column(mails, "campaign"), ";"),
        "Date d'envoi": days(mails, "%d/%m/%Y"),
        "Segment": quoted(column(mails, "segment"), ";"),
    }
    columns |= {header: whole(numbers(mails, name)) for name, header in HEADERS.items()}
    for name, header in {"opened": "Taux d'ouverture", "clicked": "Taux de clic"}.items():
        columns[header] = joined(share(numbers(mails, name), delivered, 2, ","), f"{NO_BREAK}%")
    return write(path, Sheet.of(Block(columns), delimiter=";"), encoding="utf-8-sig")
