"""What Shopify refuses, as the sentence that tells a shopkeeper what to do."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer
from comptoir.connectors.shopify.queries import VERSION
from comptoir.connectors.source import PermanentError

SCOPES = ("read_orders", "read_customers", "read_products", "read_inventory")
"""What the app must be allowed."""
PERSONAL = frozenset({"email", "customer", "billingAddress", "shippingAddress"})
"""Fields of an order that say who bought, and where."""
HISTORY = "read_all_orders"
"""What it should be allowed: without it Shopify shows the orders of the last 60 days alone."""


class TooDearError(PermanentError):
    """One question costs more than Shopify allows: ask for less at once."""


def of_status(answer: Answer) -> PermanentError:
    """Of an answer that is no 200."""
    said = said_in(answer)
    if answer.status == 401:
        return PermanentError(
            _("Shopify refuses the access token (%(said)s).") % {"said": said},
            advice=_(
                "Is the app still installed in this shop? Install it again, and copy its new token, or its client "
                "ID and secret, whole."
            ),
        )
    if answer.status == 402:
        return PermanentError(
            _("Shopify has frozen the shop, usually for an unpaid bill."),
            advice=_("Settle it in Shopify: Settings, Billing. Then start the synchronisation again."),
        )
    if answer.status == 403:
        return PermanentError(
            _("Shopify does not let this app read (%(said)s).") % {"said": said},
            advice=_("In Shopify, open the app and check that it is installed and what it may read."),
        )
    if answer.status == 404:
        return PermanentError(
            _("There is no Shopify shop at this address."),
            advice=_("Give the name that ends in .myshopify.com; Shopify shows it under Settings, Domains."),
        )
    if answer.status == 423:
        return PermanentError(
            _("Shopify has locked the shop."),
            advice=_("Open the shop in Shopify, which says why; its support unlocks it."),
        )
    return PermanentError(
        _("Shopify answers %(status)d: %(said)s") % {"status": answer.status, "said": said},
        advice=_("If it goes on, show this sentence to whoever looks after the shop."),
    )


def of_errors(errors: Any) -> PermanentError:
    """Of errors that waiting does not mend."""
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else {}
    message = str(first.get("message") or errors)[:300]
    code = code_of(first)
    if code == "ACCESS_DENIED":
        needed = str(first["extensions"].get("requiredAccess") or message)
        scopes = list(dict.fromkeys(re.findall(r"\bread_\w+", needed)))
        # Shopify names every scope that would do.
        usual = [scope for scope in scopes if scope in SCOPES]
        return missing_scopes(usual or scopes) if scopes else _denied(message)
    if code == "MAX_COST_EXCEEDED":
        return TooDearError(message)
    if code == "SHOP_INACTIVE":
        return PermanentError(
            _("The shop is not active in Shopify."),
            advice=_(
                "Choose a plan or open the shop again in Shopify. Then start the synchronisation again."
            ),
        )
    return PermanentError(
        _("Shopify refuses the question: %(said)s") % {"said": message},
        advice=_("Comptoir may be older than the shop's interface: update it."),
    )


def are_personal(errors: Any) -> bool:
    """Whether nothing but who the buyers are is kept back: the plan of the shop does not allow it to its own apps, or
    Shopify has not granted it to this one. All else is in the answer."""
    return isinstance(errors, list) and all(
        isinstance(error, dict)
        and code_of(error) == "ACCESS_DENIED"
        and PERSONAL & set(error.get("path") or ())
        for error in errors
    )


def code_of(error: Mapping[str, Any]) -> str:
    extensions = error.get("extensions")
    return str(extensions.get("code", "")) if isinstance(extensions, dict) else ""


def missing_scopes(scopes: list[str]) -> PermanentError:
    return PermanentError(
        _("The app lacks the access scope %(scopes)s.") % {"scopes": ", ".join(scopes)},
        advice=_("Add it to the app in Shopify, release and install the app again, then try once more."),
    )


def _denied(message: str) -> PermanentError:
    return PermanentError(
        _("Shopify does not let this app read (%(said)s).") % {"said": message},
        advice=_(
            "Orders and customers are protected data: the app must be the shop's own, or be granted access to them."
        ),
    )


def other_version(served: str) -> PermanentError:
    return PermanentError(
        _("Shopify no longer serves version %(asked)s of its interface; it answers with %(served)s.")
        % {"asked": VERSION, "served": served},
        advice=_("Update Comptoir: a newer release reads a newer version."),
    )


def of_exchange(answer: Answer) -> PermanentError:
    """Of a client ID and secret for which Shopify gives no token."""
    if answer.status in (402, 404, 423):
        return of_status(answer)
    return PermanentError(
        _("Shopify gives no token for this client ID and secret (%(said)s).") % {"said": said_in(answer)},
        advice=_(
            "Check that both were copied whole, that the app is installed in this shop, and that shop and app belong "
            "to the same organisation in Shopify."
        ),
    )


def no_credentials() -> PermanentError:
    return PermanentError(
        _("Neither an access token nor a client ID with its secret was given."),
        advice=_("Give the client ID and the secret of the app, or the token of an older one."),
    )


def said_in(answer: Answer) -> str:
    """What the answer says, in its own words."""
    try:
        body: Any = answer.json()
    except PermanentError:
        return answer.start() or str(answer.status)
    said = (
        body
        if not isinstance(body, dict)
        else next(
            (body[name] for name in ("error_description", "errors", "error") if body.get(name)), answer.status
        )
    )
    return str(said)[:300]
