"""What Meta answers where it gives no figures, as a sentence that says what to do. Pure."""

import re
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from comptoir.connectors.source import PermanentError

TOKEN = frozenset({102, 190, 450, 452, 458, 459, 460, 463, 464, 467, 492})
RIGHT = frozenset({3, 10, *range(200, 300)})
BUSY = frozenset({-2, -1, 1, 2, 4, 17, 32, 341, 368, 613})
"""Meta's own faults, and limits of the app, the person, the account."""
BUSY_BY_USE = range(80000, 80015)
"""Limits of what a business does: ads insights, ads management, custom audiences."""
TIMED_OUT = frozenset({1504018, 1504038})
"""Subcodes: the question was too large for its time."""
TOO_MUCH = "reduce the amount of data"
NO_OBJECT = 33
OUTDATED = 2635
SECRET_LOOKING = re.compile(r"[A-Za-z0-9_|-]{24,}")
"""Meta repeats a token that it cannot read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The error of an answer."""

    code: int
    subcode: int
    said: str
    """Meta's own words, without what may be a token."""
    is_transient: bool

    @classmethod
    def of(cls, error: Any, status: int) -> Self:
        told = error if isinstance(error, dict) else {}
        code, subcode = _number(told.get("code")), _number(told.get("error_subcode"))
        message = str(told.get("error_user_msg") or told.get("message") or status)
        is_busy = code in BUSY or code in BUSY_BY_USE or status in (429, 500, 502, 503, 504)
        return cls(
            code,
            subcode,
            SECRET_LOOKING.sub("…", message)[:200],
            (is_busy or told.get("is_transient") is True) and code not in TOKEN | RIGHT,
        )

    @property
    def is_too_much(self) -> bool:
        """Fewer days at once are answered."""
        return self.subcode in TIMED_OUT or TOO_MUCH in self.said.lower()


def refusal(fault: Fault, account: str) -> PermanentError:
    """The sentence that a director needs."""
    if fault.code in TOKEN:
        return PermanentError(
            _("Meta refuses the access token (%(said)s).") % {"said": fault.said},
            advice=_(
                "In Meta Business Suite, Settings, Users, System users, generate a new token with ads_read, without an "
                "expiry date, and give it here."
            ),
        )
    if fault.code in RIGHT:
        return PermanentError(
            _("The access token may not see the ad account %(account)s (%(said)s).")
            % {"account": account, "said": fault.said},
            advice=_(
                "Assign the ad account to the system user with « View performance », and generate its token with the "
                "permission ads_read."
            ),
        )
    if fault.code == 100 and fault.subcode == NO_OBJECT:
        return PermanentError(
            _("Meta shows no ad account %(account)s to this token.") % {"account": account},
            advice=_(
                "Check its number in Ads Manager, and that the account is assigned to the system user of the token."
            ),
        )
    if fault.code == OUTDATED:
        return PermanentError(
            _("Meta no longer answers this version of its interface (%(said)s).") % {"said": fault.said},
            advice=_("Update Comptoir; until then drop the exports of Ads Manager on the import page."),
        )
    return PermanentError(
        _("Meta answers: %(said)s") % {"said": fault.said},
        advice=_(
            "Check the number of the ad account. If it goes on, show this sentence to whoever runs Comptoir."
        ),
    )


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
