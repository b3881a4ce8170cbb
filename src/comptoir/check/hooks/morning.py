"""The morning digest as a message, in the language of the moment."""

from typing import Any

from django.utils.translation import gettext as _

from comptoir.check.hooks.messages import Item, Message
from comptoir.core.companies.api import Scope
from comptoir.core.mail.api import absolute


def of_digest(scope: Scope, found: Any) -> Message:
    """`found` is what `decide.review.api.morning` tells."""
    figures = [
        Item(
            f"{one.label}: {one.value}",
            one.change and f"{one.change} {_on(found.compared)}",
            absolute(one.address),
        )
        for one in found.figures
    ]
    lists = {"landings": found.landings, "alarms": found.alarms, "late": found.late}
    others = [_item(one) for told_ones in lists.values() for one in told_ones]
    return Message(
        _("%(company)s, %(day)s") % {"company": scope.name, "day": found.day},
        found.essentials,
        (*figures, *others),
        absolute(found.address),
        _("Open the morning page"),
        {
            "day": found.day,
            "compared": found.compared,
            "sentences": list(found.essentials),
            "figures": [
                {
                    "label": one.label,
                    "value": one.value,
                    "change": one.change or None,
                    "judged": one.judged or None,
                    "link": absolute(one.address) or None,
                }
                for one in found.figures
            ],
            **{name: [_plain(one) for one in told_ones] for name, told_ones in lists.items()},
        },
    )


def _on(day: str) -> str:
    return _("on %(day)s") % {"day": day}


def _item(one: Any) -> Item:
    return Item(one.text, one.detail, absolute(one.address))


def _plain(one: Any) -> dict[str, Any]:
    return {"text": one.text, "detail": one.detail or None, "link": absolute(one.address) or None}
