"""Stock and costs as a French back office exports them: semicolons, decimal commas, Windows-1252, CRLF."""

from datetime import date
from pathlib import Path

import numpy as np

from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.figures import days, within
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import decimal, money, numbers, quoted, trimmed, whole
from comptoir.simulator.world import World


def levels(path: Path, world: World, first: date, last: date) -> Path:
    """Units of each item at the end of each day."""
    table = within(world.stock, first, last)
    columns: dict[str, Column] = {
        "Date": days(table, "%d/%m/%Y"),
        "Référence": quoted(table["sku"].combine_chunks(), ";"),
        "Stock disponible": whole(numbers(table, "on_hand")),
        "En commande fournisseur": whole(numbers(table, "on_order")),
    }
    return _write(path, columns)


def costs(path: Path, catalogue: Catalogue) -> Path:
    rate = catalogue.column("tax_rate").to_numpy(zero_copy_only=False)
    columns: dict[str, Column] = {
        "Référence": catalogue.text("sku", ";"),
        "EAN": catalogue.column("gtin"),
        "Désignation": catalogue.text("name", ";"),
        "Famille": catalogue.text("category", ";"),
        "Sous-famille": catalogue.text("subcategory", ";"),
        "Marque": catalogue.text("brand", ";"),
        "Fournisseur": catalogue.text("supplier", ";"),
        "Délai fournisseur (jours)": whole(catalogue.column("supplier_delay_days")),
        "Prix d'achat HT": money(catalogue.column("cost"), ","),
        "Prix de vente TTC": money(catalogue.column("price"), ","),
        "Taux de TVA": trimmed(decimal(np.rint(rate * 10_000) / 100, 2, ",")),
    }
    return _write(path, columns)


def _write(path: Path, columns: dict[str, Column]) -> Path:
    sheet = Sheet.of(Block(columns), delimiter=";")
    return write(path, sheet, end="\r\n", encoding="windows-1252")
