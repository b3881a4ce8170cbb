"""Asking the webservice: one resource at a time, with the key as the user's name and no password."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.prestashop import answers
from comptoir.connectors.source import Opening, PermanentError, Record

NEEDED = (
    "orders",
    "order_details",
    "order_slip",
    "order_payments",
    "order_states",
    "currencies",
    "customers",
    "addresses",
    "countries",
    "products",
    "combinations",
    "stock_availables",
    "categories",
)
WELCOME = (
    "order_histories",
    "order_carriers",
    "order_cart_rules",
    "carriers",
    "cart_rules",
    "manufacturers",
    "product_option_values",
    "taxes",
)
"""Read where the key allows it: the README says what each adds."""
AT_ONCE = 100
"""Values in one filter: an address has no more than some thousands of signs."""
SWITCHED_OFF, UNKNOWN_RESOURCE, OTHER_SHOP = "22", "27", "132"
"""Codes of PrestaShop's errors."""
NO_RIGHT = frozenset({"25", "26"})
_NOT_ALLOWED = re.compile(r"is not allowed (with this|for the resource)")


class MissingRightError(PermanentError):
    """The key may not read a resource, or the shop's version does not have it."""


class Webservice:
    def __init__(self, opening: Opening) -> None:
        address = opening.values["address"].rstrip("/")
        self.root = address.removesuffix("/api") + "/api/"
        token = base64.b64encode(f"{opening.values['key']}:".encode()).decode()
        self.client = Client(
            opening.rate, {"Authorization": f"Basic {token}"}, opening.pause, is_final=_is_switched_off
        )
        self._closed: set[str] = set()

    def rights(self) -> tuple[str, set[str]]:
        """The shop's name, and the resources that the key may read."""
        answer = self.client.get(self.root)
        if answer.status != 200:
            raise _refusal(answer, "")
        try:
            return answers.rights(answer.body)
        except answers.UnreadableError as error:
            raise _no_data(answer) from error

    def asked(self, resource: str, parameters: Mapping[str, str] | None = None) -> list[Record]:
        answer = self.client.get(self.root + resource, {"output_format": "JSON", **(parameters or {})})
        if answer.status != 200:
            raise _refusal(answer, resource)
        try:
            return answers.records(answer.body)
        except answers.UnreadableError as error:
            raise _no_data(answer) from error

    def welcome(self, resource: str, parameters: Mapping[str, str]) -> list[Record] | None:
        """None where the key may not read it; asked once only then."""
        if resource in self._closed:
            return None
        try:
            return self.asked(resource, parameters)
        except MissingRightError:
            if resource in NEEDED:
                raise
            self._closed.add(resource)
            return None

    def numbered(self, resource: str, parameters: Mapping[str, str], size: int) -> Iterator[list[Record]]:
        """All records, `size` at a time, by their number."""
        first = 0
        while True:
            page = self.asked(resource, {**parameters, "sort": "[id_ASC]", "limit": f"{first},{size}"})
            if page:
                yield page
            if len(page) < size:
                return
            first += size

    def grouped(
        self, resource: str, field: str, values: Iterable[object], display: str = "full"
    ) -> dict[str, list[Record]] | None:
        """The records whose `field` is one of `values`, by it. None where the key may not read the resource."""
        wanted = sorted({str(value) for value in values} - {"", "0"})
        found: dict[str, list[Record]] = {}
        for start in range(0, len(wanted), AT_ONCE):
            filters = {
                f"filter[{field}]": f"[{'|'.join(wanted[start : start + AT_ONCE])}]",
                "display": display,
                "sort": "[id_ASC]",
            }
            records = self.welcome(resource, filters)
            if records is None:
                return None
            for record in records:
                found.setdefault(str(record[field]), []).append(record)
        return found


def _is_switched_off(answer: Answer) -> bool:
    return any(
        code == SWITCHED_OFF or "webservice is disabled" in text for code, text in answers.errors(answer.body)
    )


def _refusal(answer: Answer, resource: str) -> PermanentError:
    """The sentence that a shopkeeper needs."""
    said = answers.errors(answer.body)
    codes, text = {code for code, _text in said}, " ".join(message for _code, message in said)
    if _is_switched_off(answer):
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


def _no_data(answer: Answer) -> PermanentError:
    return PermanentError(
        _("The address answers, but not with data: « %(start)s ».") % {"start": answer.start()},
        advice=_(
            "Is it the address of the shop itself? A page for maintenance, a firewall or a consent page may stand "
            "before /api/."
        ),
    )
