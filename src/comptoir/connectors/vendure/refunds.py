"""What goes back to buyers. Pure.

Vendure takes cancelled units off the order and gives their money back by a refund as any other. Of an order for which
more was paid than it comes to now, the refunds first pay that difference: the sale is no longer told, so its return
must not be either. What goes back beyond it is a return, a delivery given back, or a gesture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from comptoir.connectors.shops.api import NOTHING, Amount, RefundLine, ShopLine, ShopRefund
from comptoir.connectors.source import Record
from comptoir.connectors.vendure.terms import Money, instant, rate

PAID = frozenset({"Authorized", "Settled"})
FAILED = "Failed"


def refunds(record: Record, lines: Sequence[ShopLine]) -> tuple[ShopRefund, ...]:
    """Those of an order whose lines are these; one that only pays for what was cancelled is none."""
    money = Money(record)
    payments = record["payments"] or []
    documents = [refund for payment in payments for refund in payment["refunds"] if refund["state"] != FAILED]
    paid = sum((money.sum(payment["amount"]) for payment in payments if payment["state"] in PAID), NOTHING)
    cancelled = max(paid - money.sum(record["totalWithTax"]), NOTHING)
    found = []
    for document in sorted(documents, key=lambda refund: (instant(refund["createdAt"]), str(refund["id"]))):
        total = money.sum(document["total"])
        covered = min(total, cancelled)
        cancelled -= covered
        parts = _Parts(document, record, lines, money).parts()
        if total > covered:
            found.append(
                ShopRefund(
                    str(document["id"]),
                    instant(document["createdAt"]),
                    tuple(_beyond(covered, parts, money)),
                    document["reason"] or "",
                )
            )
    return tuple(found)


def _beyond(covered: Decimal, parts: Sequence[RefundLine], money: Money) -> Iterator[RefundLine]:
    """The parts without their first `covered`: what was cancelled are goods, which stand first."""
    for part in parts:
        taken = min(covered, part.amount.total)
        covered -= taken
        if not taken:
            yield part
        elif part.amount.total > taken:
            yield replace(_of_total(part, part.amount.total - taken, money), quantity=NOTHING)


class _Parts:
    """What one refund gives back, line by line; together its total."""

    def __init__(self, document: Record, record: Record, lines: Sequence[ShopLine], money: Money) -> None:
        self.document, self.record, self.lines, self.money = document, record, lines, money
        self.total = money.sum(document["total"])

    def parts(self) -> list[RefundLine]:
        if not self.document["lines"] and self._is_whole():
            return [_given_back(line) for line in self.lines if (line.gross - line.discount).total > 0]
        parts = self._goods()
        rest = self.total - sum((part.amount.total for part in parts), NOTHING)
        if parts and abs(rest) <= self.money.cent * sum(part.quantity for part in parts):
            # Vendure rounds each unit; we, their sum.
            first = _of_total(parts[0], parts[0].amount.total + rest, self.money)
            return [first, *parts[1:]]
        if rest < 0:
            return _shrunk(parts, self.total, self.money)
        delivery = min(rest, self.money.sum(self.document["shipping"] or 0))
        if delivery > 0:
            parts.append(RefundLine("shipping", self.money.taxed(delivery, self._delivery_rate())))
        if rest > delivery:
            parts.append(RefundLine("gesture", self._taxed_as_order(rest - delivery)))
        return parts

    def _is_whole(self) -> bool:
        comes_to = sum(((line.gross - line.discount).total for line in self.lines), NOTHING)
        return self.total == comes_to and all(line.gross.total >= 0 for line in self.lines)

    def _goods(self) -> list[RefundLine]:
        known = {line["id"]: line for line in self.record["lines"]}
        return [
            self._units(known[told["orderLineId"]], Decimal(told["quantity"]))
            for told in self.document["lines"]
            if told["quantity"] and told["orderLineId"] in known
        ]

    def _units(self, line: Record, quantity: Decimal) -> RefundLine:
        if quantity == line["quantity"]:
            amount = self.money.amount(line, "proratedLinePrice")
        else:
            unit = self.money.sum(line["proratedUnitPriceWithTax"])
            amount = self.money.taxed(unit * quantity, rate(line["taxRate"]))
        variant = line["productVariant"]
        return RefundLine("product", amount, quantity, variant["sku"], variant["name"])

    def _delivery_rate(self) -> Decimal:
        rates = [line.tax_rate for line in self.lines if line.kind == "shipping" and line.tax_rate]
        return rates[0] if rates else NOTHING

    def _taxed_as_order(self, total: Decimal) -> Amount:
        """A sum that names no line carries the tax of the order as a whole."""
        gross = sum((line.gross.total for line in self.lines), NOTHING)
        tax = sum((line.gross.tax for line in self.lines), NOTHING)
        share = self.money.rounded(total * tax / gross) if gross else NOTHING
        return Amount(total - share, share)


def _given_back(line: ShopLine) -> RefundLine:
    amount = line.gross - line.discount
    if line.kind == "product":
        return RefundLine("product", amount, line.quantity, line.sku, line.name)
    return RefundLine("shipping" if line.kind == "shipping" else "gesture", amount, name=line.name)


def _shrunk(parts: Sequence[RefundLine], total: Decimal, money: Money) -> list[RefundLine]:
    """Goods of which less than their price is given back: each the same share, the last what is left."""
    value = sum((part.amount.total for part in parts), NOTHING)
    shares = [money.rounded(part.amount.total * total / value) for part in parts[:-1]]
    shares.append(total - sum(shares, NOTHING))
    return [_of_total(part, share, money) for part, share in zip(parts, shares, strict=True)]


def _of_total(part: RefundLine, total: Decimal, money: Money) -> RefundLine:
    """The part with this sum, taxed as it was."""
    was = part.amount
    net = money.rounded(was.net * total / was.total) if was.total else total
    return replace(part, amount=Amount(net, total - net))
