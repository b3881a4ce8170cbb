"""What one unit of a watched metric is worth to the business. Heavy: not for start-up."""

from comptoir.core.ledger.api import Basis as LedgerBasis
from comptoir.decide.anomalies.found import Basis
from comptoir.decide.anomalies.history import History, Key
from comptoir.decide.anomalies.watched import is_worse_above
from comptoir.decide.findings.api import facts_of


class Worths:
    """By the last quarter: what a unit of net sales leaves, an order sells, a visit becomes."""

    def __init__(self, history: History) -> None:
        worth = facts_of(history.scope, history.day).worth
        self.basis = Basis.MARGIN if worth.basis is LedgerBasis.MARGIN else Basis.SALES
        self._rate, self._history = worth.rate, history
        orders = history.usual(Key("orders"))
        self._order = history.usual(Key("net_sales")) / orders if orders else float("nan")

    def of(self, key: Key) -> tuple[float, Basis]:
        """What one more of it costs the business, below zero where it brings; nan where it cannot be told."""
        unit = self._rate * self._sold(key)
        if key.metric == "ad_spend":
            return 1.0, Basis.SPEND
        return (unit if is_worse_above(key.metric) else -unit), self.basis

    def _sold(self, key: Key) -> float:
        """Net sales of one more of it."""
        usual = self._history.usual
        match key.metric:
            case "orders":
                return self._order
            case "sessions":
                return usual(Key("conversion_rate", key.dimension, key.value)) * self._order
            case "conversion_rate":
                return usual(Key("sessions", key.dimension, key.value)) * self._order
        return 1.0
