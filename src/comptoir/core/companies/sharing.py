"""What a guest link can name. The address of a shared item, `/g/<secret>/<item>/`, shows that item only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

COCKPIT = "cockpit"

SHAREABLE: dict[str, Any] = {COCKPIT: _("Cockpit")}
"""Item -> its label. The view that shows an item is mounted with `guest_view(item)`."""
