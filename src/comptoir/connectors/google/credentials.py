"""What all of Google's tools ask of people."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.source import Asked, Credential

KEY = Credential(
    "key", _("Key of the service account"), Asked.SECRET, _("The whole content of the JSON file.")
)
