"""The sentences that a shopkeeper needs when the webservice does not answer as it should."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer
from comptoir.connectors.prestashop import answers
from comptoir.connectors.source import PermanentError

SWITCHED_OFF, UNKNOWN_RESOURCE, OTHER_SHOP = "22", "27", "132"
"""Codes of PrestaShop's errors."""
NO_RIGHT = frozenset({"25", "26"})
_NOT_ALLOWED = re.compile(r"is not allowed (with this|for the resource)")


class MissingRightError(PermanentError):
    """The key may not read a resource, or the shop's version does not have it."""


def is_switched_off(answer: Answer) -> bool:
    return any(
        code == SWITCHED_OFF or "webservice is disabled" in text for code, text in answers.errors(answer.body)
    )


def refusal(answer: Answer, resource: str) -> PermanentError:
    """What to raise for an answer that is not 200; `resource` is empty for the webservice's first page."""
    said = answers.errors(answer.body)
    codes, text = {code for code, _text in said}, " ".join(message for _code, message in said)
    if is_switched_off(answer):
        return PermanentError(
            _("The webservice of the shop is switched off."),
            advice=_(
                "In PrestaShop: Advanced Parameters, Webservice, Enable PrestaShop's webservice. Where several shops "
                "are run together, the key must also be given this shop."
            ),
        )
    if resource and (codes & NO_RIGHT or UNKNOWN_RESOURCE in codes or _NOT_ALLOWED.search(text)):
        return missing_rights([resource])
    if OTHER_SHOP in codes:
        return PermanentError(
            _("The key is not given this shop."),
            advice=_(
                "In PrestaShop: Advanced Parameters, Webservice, the key, Shop association: tick this shop."
            ),
        )
    if answer.status in (403, 405) and resource:
        return missing_rights([resource])
    if answer.status in (401, 403):
        return PermanentError(
            _("The shop refuses the key (%(said)s).") % {"said": text or answer.status},
            advice=_(
                "Check that the key was copied whole and is enabled (Advanced Parameters, Webservice). Some hosts "
                "also drop the header Authorization: switch on CGI mode there, or ask them."
            ),
        )
    if answer.status == 404:
        return PermanentError(
            _("There is no PrestaShop webservice at this address."),
            advice=_(
                "Check the address; the webservice must be switched on (Advanced Parameters, Webservice), and "
                "friendly URLs too (Shop Parameters, Traffic & SEO)."
            ),
        )
    return PermanentError(
        _("The shop answers %(status)d: %(said)s")
        % {"status": answer.status, "said": text or answer.start()},
        advice=_("If it goes on, show this sentence to whoever looks after the shop."),
    )


def missing_rights(resources: Iterable[str]) -> MissingRightError:
    return MissingRightError(
        _("The key may not read: %(resources)s.") % {"resources": ", ".join(resources)},
        advice=_(
            "In PrestaShop: Advanced Parameters, Webservice, the key: tick « View (GET) » in the rows of these "
            "resources."
        ),
    )


def no_data(answer: Answer) -> PermanentError:
    return PermanentError(
        _("The address answers, but not with data: « %(start)s ».") % {"start": answer.start()},
        advice=_(
            "Is it the address of the shop itself? A page for maintenance, a firewall or a consent page may stand "
            "before /api/."
        ),
    )
