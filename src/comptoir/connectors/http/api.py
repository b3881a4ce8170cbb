"""The door of HTTP."""

from comptoir.connectors.http.client import Answer, Client
from comptoir.connectors.http.guard import place
from comptoir.connectors.http.pace import Pace
from comptoir.connectors.http.posting import post_once

__all__ = ["Answer", "Client", "Pace", "place", "post_once"]
