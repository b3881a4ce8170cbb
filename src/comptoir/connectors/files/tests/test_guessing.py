"""What a header alone says: shops by their exports, fields by French and English names."""

from pathlib import Path

import pytest

from comptoir.connectors.files.api import Mapping, guess_mapping, preset, recognise
from comptoir.connectors.files.rules import DateStyle, Numbers, Prices
from comptoir.connectors.files.synonyms import SYNONYMS, words_of
from comptoir.connectors.files.tests.staging_help import rejects, rows, staged
from comptoir.core.errors import InputError


def guess(tmp_path: Path, text: str) -> tuple[Path, Mapping]:
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    return path, guess_mapping(recognise(path))


def names(mapping: Mapping) -> dict[str, object]:
    return {
        field: ref.names[0] if len(ref.names) == 1 else ref.names for field, ref in mapping.columns.items()
    }


@pytest.mark.slow
def test_a_french_export_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Accents, decimal comma, day first, prices TTC with their rate, first and last name apart."""
    path, mapping = guess(
        tmp_path,
        "N° de commande;Date de commande;Réf. article;Désignation;Qté;Prix unitaire TTC;Taux TVA;Statut;Pays;"
        "Prénom;Nom\n"
        "A1;14/03/2026 10:20;X-1;Bol bleu;2;1 234,50;20 %;Terminée;FR;Ada;Exemple\n"
        "A2;02/04/2026 09:00;X-2;Livre;1;10,55;5,5 %;Annulée;FR;Bo;Exemple\n",
    )
    assert names(mapping) == {
        "order_id": "N° de commande",
        "ordered_at": "Date de commande",
        "status": "Statut",
        "customer_name": ("Prénom", "Nom"),
        "country": "Pays",
        "sku": "Réf. article",
        "product_name": "Désignation",
        "quantity": "Qté",
        "unit_price": "Prix unitaire TTC",
        "tax_rate": "Taux TVA",
    }
    assert (mapping.prices, mapping.dates) == (Prices.INCLUDED, DateStyle.DAY_FIRST)
    assert mapping.numbers == Numbers(",", " ")
    with staged(path, mapping) as result:
        columns = ("order_id", "status", "day", "sku", "quantity", "gross_amount", "gross_tax")
        assert rows(result, "order_line", *columns) == [
            ("A1", "sold", "2026-03-14", "X-1", "2.00", "2057.50", "411.50"),
            ("A2", "cancelled", "2026-04-02", "X-2", "1.00", "10.00", "0.55"),
        ]
        assert rejects(result) == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Numéro de commande;Date de commande;E-mail (facturation);Code pays (livraison);"
            "Titre du moyen de paiement;Montant de la livraison;UGS;Nom de l’article;Quantité;Prix HT unitaire",
            {
                "customer_ref": "E-mail (facturation)",
                "customer_email": "E-mail (facturation)",
                "country": "Code pays (livraison)",
                "payment_method": "Titre du moyen de paiement",
                "order_shipping": "Montant de la livraison",
                "sku": "UGS",
                "product_name": "Nom de l’article",
            },
        ),
        (
            "N° commande;Date;Client;Référence;Désignation;Qté;PU HT",
            {"order_id": "N° commande", "sku": "Référence", "customer_ref": "Client"},
        ),
        ("Référence;Date;Article;Qté;Prix", {"order_id": "Référence", "sku": "Article"}),
        ("Facture;Date facture;Code article;Quantité;Prix", {"ordered_at": "Date facture"}),
    ],
)
def test_names_of_french_tools(tmp_path: Path, header: str, expected: dict[str, str]) -> None:
    _path, mapping = guess(tmp_path, header + "\n" + ";".join("1" for _name in header.split(";")) + "\n")
    assert names(mapping) | expected == names(mapping)


def test_an_english_export_with_totals_of_lines_and_orders(tmp_path: Path) -> None:
    """« Total » may be the order's, repeated on each line: beside price and quantity it is left alone."""
    _path, mapping = guess(
        tmp_path,
        "Order Number,Order Date,Item SKU,Item Name,Qty,Unit Price,Discount,Total,Email\n"
        "1,2026-01-02,A,Bowl,1,10.00,0,35.00,a@example.com\n",
    )
    assert names(mapping) == {
        "order_id": "Order Number",
        "ordered_at": "Order Date",
        "customer_ref": "Email",
        "customer_email": "Email",
        "sku": "Item SKU",
        "product_name": "Item Name",
        "quantity": "Qty",
        "unit_price": "Unit Price",
        "discount_amount": "Discount",
    }
    assert mapping.notes == (
        "The header does not say whether prices include tax: they are taken as excluding it.",
    )


def test_a_few_columns_of_the_generic_form_are_the_generic_form(tmp_path: Path) -> None:
    _path, mapping = guess(
        tmp_path,
        "order_id,customer_id,ordered_at,sku,quantity,unit_price,currency\n1,c1,2026-01-02,A,1,10.00,EUR\n",
    )
    assert mapping == preset("generic")


def test_a_generic_form_written_the_french_way(tmp_path: Path) -> None:
    _path, mapping = guess(
        tmp_path,
        "order_id;customer_id;ordered_at;sku;quantity;unit_price\n1;c1;31/01/2026;A;1;10,00\n2;c1;1/02/2026;A;1;11,50\n",
    )
    assert (mapping.name, mapping.dates, mapping.numbers.decimal) == ("generic", DateStyle.DAY_FIRST, ",")


def test_online_retail_under_both_of_its_headers(tmp_path: Path) -> None:
    for header in (
        "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
    ):
        _path, mapping = guess(
            tmp_path, header + "\n489434,85048,LIGHTS,12,2009-12-01 07:45:00,6.95,13085,UK\n"
        )
        assert mapping == preset("online_retail")


def test_a_header_that_says_nothing_still_gives_a_mapping_to_edit(tmp_path: Path) -> None:
    path, mapping = guess(tmp_path, "alpha,beta\n1,2\n")
    assert mapping.columns == {}
    with (
        pytest.raises(
            InputError, match="« order_id », « ordered_at », « unit_price / gross_amount / net_amount »"
        ),
        staged(path, mapping),
    ):
        pass


def test_no_name_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    for field, known in SYNONYMS.items():
        assert all(words_of(name) == name for name in known), field
        for name in known:
            meanings.setdefault(name, set()).add(field)
    assert {name: fields for name, fields in meanings.items() if len(fields) > 1} == {}
