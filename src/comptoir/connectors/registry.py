"""Every layout that the product reads. Heavy, as the layouts themselves are: not for start-up."""

from comptoir.connectors.base import Layout, Useless

LAYOUTS: tuple[Layout, ...] = ()
USELESS: tuple[Useless, ...] = ()
