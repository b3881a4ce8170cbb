"""What the refusals of Google Ads mean, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from comptoir.connectors.google.api import BUSY, BusyError
from comptoir.connectors.source import PermanentError

TRANSIENT = frozenset(
    {
        *("RESOURCE_EXHAUSTED", "RESOURCE_TEMPORARILY_EXHAUSTED", "TRANSIENT_ERROR", "INTERNAL_ERROR"),
        *(
            "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION",
            "EXCESSIVE_LONG_TERM_QUERY_RESOURCE_CONSUMPTION",
        ),
    }
)
NO_ACCESS = frozenset(
    {
        *("USER_PERMISSION_DENIED", "NOT_ADS_USER", "AUTHORIZATION_ERROR", "CUSTOMER_NOT_FOUND"),
        *("INVALID_LOGIN_CUSTOMER_ID_SERVING_CUSTOMER_ID_COMBINATION", "INVALID_LOGIN_CUSTOMER_ID"),
        *("ACCESS_DENIED_FOR_ACCOUNT_TYPE", "INVALID_CUSTOMER_ID", "LOGIN_CUSTOMER_ID_PARAMETER_MISSING"),
    }
)
NOT_APPROVED = frozenset(
    {
        *("CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION", "DEVELOPER_TOKEN_NOT_APPROVED", "PROJECT_DISABLED"),
        *("DEVELOPER_TOKEN_PROHIBITED", "DEVELOPER_TOKEN_NOT_ON_ALLOWLIST", "SERVICE_ACCESS_DENIED"),
        *(
            "MISSING_TOS",
            "INCOMPLETE_SIGNUP",
            "CLOUD_PROJECT_NOT_UNDER_ORGANIZATION",
            "CLOUD_PROJECT_NOT_FOUND",
        ),
    }
)
"""Of the Google Cloud project, which took the place of developer tokens in September 2026."""
NOT_ENABLED = frozenset({"CUSTOMER_NOT_ENABLED", "ACTION_NOT_PERMITTED_FOR_SUSPENDED_ACCOUNT"})
TOKEN = frozenset(
    {
        *("OAUTH_TOKEN_INVALID", "OAUTH_TOKEN_EXPIRED", "OAUTH_TOKEN_DISABLED", "OAUTH_TOKEN_REVOKED"),
        *("OAUTH_TOKEN_HEADER_INVALID", "GOOGLE_ACCOUNT_DELETED", "GOOGLE_ACCOUNT_AUTHENTICATION_FAILED"),
        "AUTHENTICATION_ERROR",
    }
)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asked for what."""

    customer: str
    email: str
    manager: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in Google Ads' own words."""

    code: str
    message: str
    wait: float | None = None
    """Seconds after which the question may be asked again."""


def meaning(asking: Asking, state: str, faults: Sequence[Fault], message: str) -> PermanentError | BusyError:
    """`state`: of gRPC; `message`: what is said where there are no faults."""
    codes = {fault.code for fault in faults}
    said = {"said": (faults[0].message if faults else message)[:200]}
    if codes & TRANSIENT or (state in BUSY and not codes):
        busy = BusyError(
            _("Google Ads does not answer now (%(said)s).") % said,
            advice=_("Comptoir asks again at the next run."),
        )
        busy.wait = max((fault.wait for fault in faults if fault.wait), default=None)
        return busy
    if codes & NOT_ENABLED:
        return PermanentError(
            _("The account %(customer)s is not open: not set up yet, closed or suspended.")
            % {"customer": asking.customer},
            advice=_(
                "Open it in Google Ads: it says there what is missing. Or give the ID of another account."
            ),
        )
    if codes & NOT_APPROVED:
        return PermanentError(
            _("Google has not let the Google Cloud project of the key read real accounts (%(said)s).") % said,
            advice=_(
                "In the Google Cloud console, open the overview page of the Google Ads API of that project, accept its "
                "terms and ask for Explorer access or better. Until then drop the exports of Google Ads on the import "
                "page."
            ),
        )
    if codes & NO_ACCESS:
        return PermanentError(
            _("Google Ads does not show the account %(customer)s to this key.")
            % {"customer": asking.customer},
            advice=_(
                "In Google Ads: Admin, Access and security, Users: add %(email)s as read only. Where it was added to a "
                "manager account, give the customer ID of that account too."
            )
            % {"email": asking.email},
        )
    if codes & TOKEN or state == "UNAUTHENTICATED":
        return PermanentError(
            _("Google refuses the key of the service account (%(said)s).") % said,
            advice=_("The key may have been deleted: make a new one and paste it here."),
        )
    if "UNSUPPORTED_VERSION" in codes:
        return PermanentError(
            _("Google Ads no longer answers the version of its interface that this Comptoir knows."),
            advice=_("Update Comptoir; until then drop the exports of Google Ads on the import page."),
        )
    return PermanentError(
        _("Google Ads answers: %(said)s") % said,
        advice=_("Is the Google Ads API switched on in the Google Cloud project of the key?"),
    )
