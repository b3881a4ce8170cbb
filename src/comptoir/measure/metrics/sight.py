"""Which lines of an answer are handed out, and in which order. No figure changes by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import UsageError
from comptoir.measure.metrics.catalogue.registry import dimension

if TYPE_CHECKING:
    from comptoir.measure.metrics.query import Query

LABEL = "label"
COMPARED, CHANGED = "__compare", "__change"
type Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    order: str = ""
    """`period`, a dimension, a metric, its `__compare` or `__change`, or `label`; empty: by day and dimension."""
    is_descending: bool = False
    limit: int | None = None
    offset: int = 0
    matching: str = ""
    labels: Labels = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        return self.limit is not None or self.offset > 0 or bool(self.matching)

    @classmethod
    def parse(cls, query: "Query") -> Self:
        order = query.order.removeprefix("-")
        allowed = _orders(query)
        if order and order not in allowed:
            raise UsageError(
                _("The lines cannot be put in order by « %(order)s ».") % {"order": order},
                _("Allowed: %(allowed)s.") % {"allowed": ", ".join(allowed)},
            )
        if query.offset < 0 or (query.limit is not None and query.limit < 1):
            raise UsageError(_("A part of the lines begins at 0 or later and holds one line or more."))
        return cls(
            order,
            query.order.startswith("-"),
            query.limit,
            query.offset,
            query.matching.strip(),
            query.labels,
        )


def _orders(query: "Query") -> tuple[str, ...]:
    compared = (COMPARED, CHANGED) if query.compare else ()
    figures = (name + suffix for name in query.metrics for suffix in ("", *compared))
    return ("period", *(dimension(name).name for name in query.by), *((LABEL,) if query.by else ()), *figures)
