"""The list of orders that operators of the Mirakl kind give their sellers: one row a line, with its commission.

Amounts include tax, with a decimal comma. What was given back is told by line, without a day.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import shared, words
from comptoir.simulator.exports.fees import commissions, dealt_out
from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import joined, money, whole, worded


def orders(path: Path, book: Book) -> Path:
    sheet = Sheet.of(Block(_of_order(book), shared.each_line(book)), Block(_of_line(book)), delimiter=";")
    return write(path, sheet, encoding="utf-8-sig", end="\r\n")


def _of_order(book: Book) -> dict[str, Column]:
    placed = book.sales.clock.local(book.order("ordered_at"))
    return {
        "Date de création": pc.strftime(placed, "%d/%m/%Y %H:%M:%S"),
        "Numéro de commande": joined(whole(book.order("order")), "-A"),
        "Statut": worded(book.status, words.MIRAKL_STATUSES),
        "Pays de livraison": book.order("country"),
        "Devise": "EUR",
    }


def _of_line(book: Book) -> dict[str, Column]:
    commission = dealt_out(book, commissions(book))
    with_tax = (12 * commission + 5) // 10
    shipping = dealt_out(book, book.shipping)
    amount = book.net + shipping
    price = (2 * book.net + book.quantity) // (2 * book.quantity)
    return {
        "Numéro de ligne": shared.line_numbers(book),
        "Référence offre": shared.product(book, "sku", ";"),
        "Détails": shared.product(book, "name", ";"),
        "Quantité": whole(book.quantity),
        "Prix unitaire": money(price, ","),
        "Montant produit": money(book.net, ","),
        "Frais de port": money(shipping, ","),
        "Montant total": money(amount, ","),
        "Montant remboursé": money(book.back("amount"), ","),
        "Commission HT": money(commission, ","),
        "Commission TTC": money(with_tax, ","),
        "Montant reversé": money(amount - with_tax, ","),
        "Taux de TVA": pc.replace_substring(
            pa.array(np.rint(book.rate * 1000) / 10).cast(pa.string()), ".", ","
        ),
    }
