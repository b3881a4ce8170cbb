"""The door of what Google's interfaces have in common."""

from comptoir.connectors.google.calls import BUSY, BusyError, Calls
from comptoir.connectors.google.clients import CLIENTS, reader_of
from comptoir.connectors.google.credentials import KEY
from comptoir.connectors.google.days import days, zone_of
from comptoir.connectors.google.service_account import ServiceAccount

__all__ = ["BUSY", "CLIENTS", "KEY", "BusyError", "Calls", "ServiceAccount", "days", "reader_of", "zone_of"]
