"""Which order counts of those that are the same, and what else the others still tell. Heavy: not for start-up."""

from collections.abc import Mapping, Sequence

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from comptoir.entities.double import ORDER_DOUBLE
from comptoir.measure.costs.api import SITE
from comptoir.measure.doubles.engine import Pair
from comptoir.measure.doubles.matching import OF_ORDER, Workspace, channel

type Ranks = Mapping[str, Sequence[str]]
"""Sales channel -> its sources, the one that counts first."""

GROUP = ("master_source", "master_order_id")
PLAIN_FACTS = {"payment": "payments_told", "shipment": "parcels_told"}
NAMING = ("fee", "payment", "refund", "shipment")
"""Facts that name an order."""


def accepted(
    matches: ir.Table, same: Mapping[Pair, bool], channels: Mapping[Pair, str], space: Workspace
) -> ir.Table:
    """The matches of parts that are the same orders. `same`: the pairs, and whether days matter; `group`: the sales
    channel that the orders of a key are of."""
    pairs = list(same)
    names = ("source", "channel", "other_source", "other_channel")
    columns = {name: pa.array([pair[at] for pair in pairs], pa.string()) for at, name in enumerate(names)}
    columns["is_by_days"] = pa.array([same[pair] for pair in pairs], pa.bool_())
    columns["speaks_of"] = pa.array([channels[pair] for pair in pairs], pa.string())
    known = space.keep(pa.table(columns))
    found = matches.join(known, list(names)).filter(ibis._.near | ~ibis._.is_by_days)
    if len(spoken := set(channels.values())) == 1:
        return space.keep(found.mutate(group=ibis.literal(spoken.pop())))
    # A marketplace's name wins over the own site, whoever else knows the order.
    named = found.speaks_of.nullif(SITE)
    return space.keep(found.mutate(group=named.min().over(ibis.window(group_by="key")).coalesce(SITE)))


def resolved(found: ir.Table, ranks: Ranks, sources: int, space: Workspace) -> ir.Table:
    """One row for each order that is left aside, with the one that counts for it: the best of all that are joined with
    it, be it through others."""
    listed = [(group, source, at) for group, order in ranks.items() for at, source in enumerate(order)]
    rank = space.keep(
        pa.table(
            {
                "group": pa.array([one[0] for one in listed], pa.string()),
                "source": pa.array([one[1] for one in listed], pa.string()),
                "rank": pa.array([one[2] for one in listed], pa.int64()),
            }
        )
    )
    sides = _side(found, "", "other_").union(_side(found, "other_", ""))
    joined = space.keep(sides.join(rank, ["group", "source"]))
    best = _best(joined.mutate(**{name: joined[own] for name, own in _MASTER.items()}), space)
    # Each step tells an order what its neighbours know; no two are further apart than there are sources.
    for _step in range(sources - 1):
        best = _best(_told_by_neighbours(joined, best).union(best), space)
    is_itself = (best.source == best.master_source) & (best.order_id == best.master_order_id)
    return space.keep(best.filter(~is_itself))


_OWN = ("day", "month", "channel", "group", "rank")
_MASTER = {
    "master_source": "source",
    "master_order_id": "order_id",
    "master_day": "day",
    "master_status": "status",
    "master_channel": "channel",
    "master_rank": "rank",
}


def _side(found: ir.Table, one: str, other: str) -> ir.Table:
    names = (*OF_ORDER, "day", "month", "channel", "status")
    return found.select(
        **{name: found[f"{one}{name}"] for name in names},
        **{f"of_{name}": found[f"{other}{name}"] for name in OF_ORDER},
        group=found.group,
    )


def _best(known: ir.Table, space: Workspace) -> ir.Table:
    """Of what is known of each order, the one of the best rank."""
    names = (*_OWN, *_MASTER)
    return space.keep(
        known.group_by(*OF_ORDER).aggregate(**{name: known[name].argmin(known.master_rank) for name in names})
    )


def _told_by_neighbours(joined: ir.Table, best: ir.Table) -> ir.Table:
    neighbour = best.select(
        **{f"of_{name}": best[name] for name in OF_ORDER}, **{name: best[name] for name in _MASTER}
    )
    told = joined.join(neighbour, [f"of_{name}" for name in OF_ORDER])
    return told.select(*OF_ORDER, *_OWN, *_MASTER)


def told(left: ir.Table, facts: Mapping[str, ir.Table], space: Workspace) -> ir.Table:
    """The rows of `order_double` for the orders left aside: of what else is known of each, who tells it.

    Payments and parcels order by order, fees order by order and kind by kind: the best source that tells any. Refunds
    change sales: the best source that tells of refunds in its channel at all, and none where the order was not sold.
    """
    members = space.keep(_members(left))
    for fact, name in PLAIN_FACTS.items():
        left = _with_teller(left, _tellers(members, facts.get(fact)), name)
    left = _with_fee_kinds(left, members, facts.get("fee"))
    left = _with_teller(left, _tellers_of_channel(members, facts.get("refund")), "refunds_told")
    rows = left.mutate(
        is_order=ibis.literal(True),
        refunds_told=left.refunds_told | (left.master_status != "sold"),
        own_channel=left.channel,
        channel=left.group,
    )
    return space.keep(rows.select(*ORDER_DOUBLE.column_names, "own_channel"))


def _members(left: ir.Table) -> ir.Table:
    """Every order of each group, the one that counts included."""
    others = left.select(*GROUP, *OF_ORDER, "channel", "rank")
    masters = left.select(
        *GROUP,
        source=left.master_source,
        order_id=left.master_order_id,
        channel=left.master_channel,
        rank=left.master_rank,
    ).distinct()
    return others.union(masters)


def _tellers(members: ir.Table, fact: ir.Table | None) -> ir.Table | None:
    """The orders of which the fact speaks."""
    return None if fact is None else members.semi_join(fact.filter(fact.order_id.notnull()), list(OF_ORDER))


def _tellers_of_channel(members: ir.Table, fact: ir.Table | None) -> ir.Table | None:
    """The orders of sources that speak of the fact in their channel."""
    if fact is None:
        return None
    parts = fact.select("source", channel=channel(fact.sales_channel)).distinct()
    return members.semi_join(parts, ["source", "channel"])


def _with_teller(left: ir.Table, tellers: ir.Table | None, name: str) -> ir.Table:
    """Whether a source that stands before its own tells it."""
    if tellers is None:
        return left.mutate(**{name: ibis.literal(False)})
    best = tellers.group_by(*GROUP).aggregate(best=tellers["rank"].min())
    joined = _beside(left, best, GROUP, name)
    return joined.mutate(**{name: (joined.best < joined["rank"]).coalesce(False)}).drop("best")


def _with_fee_kinds(left: ir.Table, members: ir.Table, fact: ir.Table | None) -> ir.Table:
    if fact is None:
        return left.mutate(fees_told=ibis.literal(" "))
    said = fact.filter(fact.order_id.notnull()).select(*OF_ORDER, "kind").distinct()
    tellers = members.join(said, list(OF_ORDER))
    best = tellers.group_by(*GROUP, "kind").aggregate(best=tellers["rank"].min())
    mine = left.select(*OF_ORDER, *GROUP, "rank").join(best, list(GROUP))
    mine = mine.filter(mine.best < mine["rank"])
    kinds = mine.group_by(*OF_ORDER).aggregate(
        fee_kinds=ibis.literal(" ") + mine.kind.group_concat(" ", order_by=mine.kind) + " "
    )
    joined = _beside(left, kinds, OF_ORDER, "kinds")
    return joined.mutate(fees_told=joined.fee_kinds.coalesce(" ")).drop("fee_kinds")


def _beside(left: ir.Table, more: ir.Table, keys: Sequence[str], name: str) -> ir.Table:
    named = more.rename({f"{name}_{key}": key for key in keys})
    joined = left.left_join(named, [left[key] == named[f"{name}_{key}"] for key in keys])
    return joined.drop(*[f"{name}_{key}" for key in keys])


def named_by_others(
    left: ir.Table, facts: Mapping[str, ir.Table], orders: ir.Table, space: Workspace
) -> ir.Table | None:
    """What sources without orders of their own call an order that is left aside, in its channel: a provider's bills
    and parcels go to the order that counts. Nothing where the number could be of two."""
    with_orders = orders.select("source").distinct()
    naming = []
    for name in NAMING:
        if name in facts:
            fact = facts[name].filter(ibis._.order_id.notnull())
            rows = fact.select(*OF_ORDER, own_channel=channel(fact.sales_channel)).distinct()
            naming.append(rows.anti_join(with_orders, "source"))
    if not naming:
        return None
    every = ibis.union(naming[0], *naming[1:], distinct=True) if len(naming) > 1 else naming[0]
    mine = left.drop("source")
    joined = every.join(mine, ["order_id", "own_channel"])
    joined = joined.mutate(
        is_order=ibis.literal(False),
        refunds_told=ibis.literal(False),
        payments_told=ibis.literal(False),
        parcels_told=ibis.literal(False),
        fees_told=ibis.literal(" "),
        meanings=ibis._.count().over(ibis.window(group_by=list(OF_ORDER))),
    )
    return space.keep(joined.filter(joined.meanings == 1).select(*ORDER_DOUBLE.column_names))
