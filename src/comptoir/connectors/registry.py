"""Every layout that the product reads. Heavy, as the layouts themselves are: not for start-up."""

from comptoir.connectors.base import Layout, Useless
from comptoir.connectors.search_console import exports as search_console
from comptoir.connectors.spreadsheets import exports as spreadsheets

LAYOUTS: tuple[Layout, ...] = (*search_console.LAYOUTS, *spreadsheets.LAYOUTS)
USELESS: tuple[Useless, ...] = (*search_console.USELESS,)
