"""The export of a small shop, with a column that no guess can name."""

from datetime import date, timedelta
from pathlib import Path

HEADER = "order_id,customer_id,ordered_at,sku,product_name,quantity,unit_price,currency,country,zz_rabais"
SKUS = ("LAMPE", "VASE", "BOUGIE", "PLAID")
FIRST, DAYS = date(2025, 1, 1), 690


def visits(path: Path) -> Path:
    """GA4's sessions of the last two months, by channel and device."""
    lines = [
        "Date,Groupe de canaux par défaut de la session,Catégorie d'appareil,Sessions,Achats,Revenu total"
    ]
    for back in range(60):
        day = FIRST + timedelta(days=DAYS - 1 - back)
        for at, channel in enumerate(("Organic Search", "Direct", "Paid Search", "Email")):
            lines.append(f"{day:%Y%m%d},{channel},mobile,{100 + 7 * at + back % 5},{at % 2},{at % 2 * 30}.5")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def searches(path: Path) -> Path:
    """A table of Search Console that does not say its days."""
    header = "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position\n"
    text = f"{header}lampe,12,100,12%,3.4\nvase bleu,3,90,3.3%,8.1\n"
    path.write_text(text, encoding="utf-8")
    return path


def write(path: Path, discount: str = "zz_rabais", price: int = 10) -> Path:
    """Two orders a day over almost two years; a euro off every fifth. `discount`: what that column is called."""
    lines = [HEADER.replace("zz_rabais", discount)]
    for number in range(DAYS * 2):
        day = FIRST + timedelta(days=number // 2)
        sku = SKUS[number % 4]
        off = "1.00" if number % 5 == 0 else "0.00"
        country = "FR" if number % 3 else "BE"
        paid = f"{price + number % 7}.50"
        who = f"A{number:05},C{number % 97},{day}T10:00:00"
        lines.append(f"{who},{sku},Article {sku},2,{paid},EUR,{country},{off}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
