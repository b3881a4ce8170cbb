"""What a guest link can name. The address of a shared item, `/g/<secret>/<item>/`, shows that item only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

COCKPIT = "cockpit"
REPORT = "report"
"""One stored report, named by the room that makes the link."""

SHAREABLE: dict[str, Any] = {COCKPIT: _("Cockpit"), REPORT: _("Report")}
"""Item -> its label. The view that shows an item is mounted with `guest_view(item)`."""

OFFERED = (COCKPIT,)
"""What the settings offer: a report is shared from its own page."""
