"""The files that a team keeps itself."""

from comptoir.connectors.base import Layout
from comptoir.connectors.spreadsheets import markets
from comptoir.connectors.spreadsheets.contacts import CONTACTS
from comptoir.connectors.spreadsheets.costs import COSTS
from comptoir.connectors.spreadsheets.mailings import MAILINGS
from comptoir.connectors.spreadsheets.payments import PAYMENTS
from comptoir.connectors.spreadsheets.payouts import PAYOUTS
from comptoir.connectors.spreadsheets.reviews import REVIEWS, REVIEWS_WITH_WORDS
from comptoir.connectors.spreadsheets.shipments import SHIPMENTS
from comptoir.connectors.spreadsheets.stock import BY_DAY, TODAY

LAYOUTS: tuple[Layout, ...] = (
    *(BY_DAY, TODAY, COSTS, MAILINGS, CONTACTS, SHIPMENTS, PAYOUTS, PAYMENTS),
    *(REVIEWS, REVIEWS_WITH_WORDS, markets.BY_DAY, markets.BY_MONTH),
)
