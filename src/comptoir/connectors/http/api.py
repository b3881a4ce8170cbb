"""The door of HTTP."""

from comptoir.connectors.http.client import Answer, Client
from comptoir.connectors.http.guard import place
from comptoir.connectors.http.pace import Pace

__all__ = ["Answer", "Client", "Pace", "place"]
