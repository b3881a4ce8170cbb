"""Reviews as tools and people list them; nothing of their words or authors is left."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written

FRENCH = (
    "Date de l'avis;Référence;Note;Avis;Nom;Réponse;Source\n"
    "05/01/2026;SAV-1;5/5;Très bien, je m'appelle Léa;Léa D.;Merci Léa !;Avis Vérifiés\n"
    "05/01/2026;SAV-1;5/5;Parfait;Paul;;Avis Vérifiés\n"
    "06/01/2026;;3,5;Livraison lente;Zoé;;Google\n"
)
TRUSTPILOT = (
    "Reference Id,Review Created (UTC),Consumer Name,Review Title,Review Content,Review Stars,Review ID,"
    "Company Reply Date (UTC)\n"
    "1234,2026-01-05 10:11:12,Jane,Great,Loved it,5,abc,2026-01-06 08:00:00\n"
    "1235,2026-01-05 11:00:00,John,Bad,Late,1,abd,\n"
)
JUDGE_ME = (
    "title,body,rating,review_date,reviewer_name,reviewer_email,product_id,product_handle,reply\n"
    "Nice,Good soap,4,2026-01-05 10:11:12 UTC,Ann,ann@example.com,7,soap,\n"
)


def test_a_french_list(tmp_path: Path) -> None:
    found = read(written(tmp_path, FRENCH, encoding="cp1252"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["reviews_with_words"], [])
    told = sorted(
        (row["day"], row["site"], row["sku"], row["review_id"], row["rating"], row["is_answered"])
        for row in found.facts
    )
    assert told == [
        (date(2026, 1, 5), "avis vérifiés", "SAV-1", "0", Decimal(5), True),
        (date(2026, 1, 5), "avis vérifiés", "SAV-1", "1", Decimal(5), False),
        (date(2026, 1, 6), "google", "", "0", Decimal("3.5"), False),
    ]
    kept = repr(found.facts)
    assert not [word for word in ("Léa", "Paul", "Livraison", "Merci") if word in kept]


def test_trustpilot(tmp_path: Path) -> None:
    found = read(written(tmp_path, TRUSTPILOT), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["reviews"], [])
    assert sorted((row["review_id"], row["rating"], row["is_answered"]) for row in found.facts) == [
        ("abc", Decimal(5), True),
        ("abd", Decimal(1), False),
    ]


def test_judge_me(tmp_path: Path) -> None:
    found = read(written(tmp_path, JUDGE_ME), ALL, USELESS)
    assert found.rejects == []
    assert [(row["day"], row["sku"], row["rating"], row["is_answered"]) for row in found.facts] == [
        (date(2026, 1, 5), "soap", Decimal(4), False)
    ]


@pytest.mark.parametrize(
    ("header", "said", "rating"),
    [
        ("Étoiles", "4 étoiles", "4"),
        ("Rating", "4 out of 5", "4"),
        ("Note sur 10", "8", "4"),
        ("Note /20", "15,5", "3.875"),
        ("Rating", "7/10", "3.5"),
    ],
)
def test_marks_are_out_of_five(tmp_path: Path, header: str, said: str, rating: str) -> None:
    found = read(written(tmp_path, f"Date;{header}\n05/01/2026;{said}\n"), LAYOUTS)
    assert found.rejects == []
    assert [row["rating"] for row in found.facts] == [Decimal(rating)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("8", "not_lawful"),
        ("0", "not_lawful"),
        ("bien", "bad_number"),
        ("", "missing_value"),
        ("4/0", "bad_number"),
    ],
)
def test_marks_that_cannot_be_are_listed(tmp_path: Path, said: str, reason: str) -> None:
    found = read(written(tmp_path, f"Date;Rating;Source\n05/01/2026;{said};Google\n"), LAYOUTS)
    assert (found.facts, [why for _line, _column, why in found.rejects]) == ([], [reason])


@pytest.mark.parametrize(
    "header",
    [
        "Date,Note,Référence,Quantité",
        "Order,Date,Note,Total",
        "N° de demande,Date,Note,Canal",
        "Date,Rating plan",
    ],
)
def test_a_note_is_no_rating_elsewhere(tmp_path: Path, header: str) -> None:
    found = read(written(tmp_path, f"{header}\n{','.join(['1'] * (header.count(',') + 1))}\n"), ALL, USELESS)
    assert not [name for name in found.layouts if name.startswith("reviews")]


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    rows=st.lists(
        st.tuples(
            st.dates(date(2024, 1, 1), date(2026, 12, 31)),
            st.sampled_from(["A", "B", ""]),
            st.integers(10, 50).map(lambda tenths: Decimal(tenths) / 10),
        ),
        min_size=1,
        max_size=12,
    ),
    is_french=st.booleans(),
)
def test_every_review_is_a_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[date, str, Decimal]], is_french: bool
) -> None:
    lines = ["Date de l'avis;Référence;Note de l'avis" if is_french else "Review date;SKU;Rating"]
    for day, sku, rating in rows:
        told = f"{rating}".replace(".", ",") if is_french else f"{rating}"
        lines.append(f"{day:%d/%m/%Y};{sku};{told}" if is_french else f"{day};{sku};{told}")
    found = read(written(tmp_path_factory.mktemp("reviews"), "\r\n".join(lines) + "\r\n"), LAYOUTS)
    assert found.rejects == []
    assert sorted((row["day"], row["sku"], row["rating"]) for row in found.facts) == sorted(rows)
    assert len({(row["site"], row["day"], row["sku"], row["review_id"]) for row in found.facts}) == len(rows)
