"""What GA4's refusals mean, and what to do."""

from typing import Any

from django.utils.translation import gettext as _

from comptoir.connectors.google.api import BUSY, BusyError
from comptoir.connectors.source import PermanentError


def used_up() -> BusyError:
    return BusyError(
        _("Google Analytics' allowance of questions for this property is used up for now."),
        advice=_("Comptoir goes on at the next run."),
    )


def meaning(number: str, email: str, error: Any) -> PermanentError | BusyError:
    """`error`: a GoogleAPICallError."""
    state = error.grpc_status_code.name if error.grpc_status_code else "UNKNOWN"
    said = {"said": str(error.message)[:200]}
    if state == "RESOURCE_EXHAUSTED":
        return used_up()
    if state in BUSY:
        return BusyError(
            _("Google Analytics does not answer now."), advice=_("Comptoir asks again at the next run.")
        )
    if error.reason == "SERVICE_DISABLED":
        return PermanentError(
            _("The Google Analytics Data API is not switched on in the Google Cloud project of the key."),
            advice=_(
                "In the Google Cloud console: APIs and services, Library, Google Analytics Data API, Enable."
            ),
        )
    if state == "UNAUTHENTICATED":
        return PermanentError(
            _("Google refuses the key of the service account (%(said)s).") % said,
            advice=_("The key may have been deleted: make a new one and paste it here."),
        )
    if state in ("PERMISSION_DENIED", "NOT_FOUND"):
        return PermanentError(
            _("Google Analytics does not show property %(number)s to this key.") % {"number": number},
            advice=_(
                "Add %(email)s in Google Analytics, Admin, Property access management, as Viewer; check the number of "
                "the property."
            )
            % {"email": email},
        )
    return PermanentError(
        _("Google Analytics answers: %(said)s") % said,
        advice=_("Check the number of the property; an update of Comptoir may be needed."),
    )
