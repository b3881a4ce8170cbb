"""What a marketplace keeps of each line, where its list of orders says it: fees, given back ones below zero.

They belong to their order's document: the last file that tells commissions replaces those of the orders it names.
"""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import amounts, facts, typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.entities.payment import FEE

_CHARGED, _GIVEN_BACK = "commission", "commission_refunded"
_NUMBER = rf"^(.*)\|[0-9]+\|(?:{_CHARGED}|{_GIVEN_BACK})$"


def told(lines: ir.Table) -> bool:
    """Whether the file says what the marketplace keeps."""
    return _CHARGED in lines.columns


def document_of(fee_id: ir.StringValue) -> ir.StringValue:
    """The document whose line the fee is of; null for fees from elsewhere."""
    return fee_id.re_extract(_NUMBER, 1).nullif("")


def fees(lines: ir.Table, mapping: Mapping) -> ir.Table:
    """A fee for each line of a sold order that says one, nothing kept included: it is then known to be nothing.

    `lines` are settled. What a shop does not sell after all is not charged: pending and cancelled orders have none.
    """
    sold = lines.filter((lines.order_status == "sold") & lines.commission.notnull())
    sold = sold.mutate(kept=_money(sold.commission.abs()), tax_of=_tax(sold))
    made = _fees(sold.filter(~sold.is_refund), "kept", 1, _CHARGED, mapping)
    # Rows that are refunds themselves: what they say of a commission is given back.
    made = made.union(_fees(sold.filter(sold.is_refund), "kept", -1, _CHARGED, mapping))
    if _GIVEN_BACK not in sold.columns:
        return made
    said = sold.filter(~sold.is_refund)
    said = said.mutate(back=_money(said.commission_refunded.abs().fill_null(0)))
    share = (said.back.cast("float64") / said.kept.cast("float64").nullif(0)).fill_null(0)
    said = said.mutate(tax_of=_money((said.tax_of.cast("float64") * share).round(2)))
    return made.union(_fees(said.filter(said.back > 0), "back", -1, _GIVEN_BACK, mapping))


def _fees(lines: ir.Table, amount: str, sign: int, what: str, mapping: Mapping) -> ir.Table:
    times = facts.of_document(lines) if sign > 0 else facts.refund_time(lines)
    number = lines.line_number.cast("string")
    channel: ir.Value = ibis.null("string")
    if "sales_channel" in lines.columns:
        channel = typed.text(lines.sales_channel)
    values = facts.shared(lines, mapping, ("sku", "country", "sales_channel"))
    values |= {
        "fee_id": lines.order_id.concat("|", number, f"|{what}"),
        "kind": ibis.literal("marketplace"),
        "order_id": lines.order_id,
        "order_day": lines.ordered_at_day,
        "charged_at": times.get("refunded_at", lines.ordered_at_instant),
        "day": times["day"],
        "month": times["month"],
        "provider": channel.fill_null(mapping.label or mapping.source_name),
        "fee_amount": lines[amount] * sign,
        "fee_tax": lines.tax_of * sign,
        "currency": lines.order_currency,
    }
    return facts.shaped(lines, FEE, values)


def _tax(lines: ir.Table) -> ir.Value:
    if "commission_with_tax" not in lines.columns:
        return amounts.ZERO
    return _money((lines.commission_with_tax.abs() - lines.commission.abs()).fill_null(0))


def _money(value: ir.Value) -> ir.Value:
    return value.cast(typed.MONEY)
