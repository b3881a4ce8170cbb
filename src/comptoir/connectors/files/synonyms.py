"""What shops call their columns, in French and English: the words of a header, without accents or signs."""

import re
import unicodedata

_NOT_WORDS = re.compile(r"[^a-z0-9]+")


def words_of(header: str) -> str:
    """« N° de commande » -> « n de commande »."""
    plain = unicodedata.normalize("NFKD", header.casefold().replace("œ", "oe"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    # « orderDate » has no sign between its words; casefold has already hidden it, and the lists know it so.
    return _NOT_WORDS.sub(" ", bare).strip()


SYNONYMS: dict[str, tuple[str, ...]] = {
    "order_id": (
        *(
            "order id",
            "orderid",
            "order number",
            "order no",
            "order nr",
            "order reference",
            "order ref",
            "order",
        ),
        *(
            "order name",
            "invoice",
            "invoice number",
            "invoiceno",
            "invoice no",
            "transaction id",
            "basket id",
        ),
        *(
            "numero de commande",
            "n commande",
            "n de commande",
            "no commande",
            "num commande",
            "numero commande",
        ),
        *("ref commande", "reference commande", "reference de commande", "id commande", "commande", "cde"),
        *("numero de facture", "n facture", "facture", "reference", "purchase id", "sales order"),
    ),
    "ordered_at": (
        *("ordered at", "order date", "orderdate", "order datetime", "date ordered", "created at", "created"),
        *(
            "creation date",
            "purchase date",
            "date of order",
            "date added",
            "date add",
            "invoicedate",
            "timestamp",
        ),
        *("date de commande", "date commande", "date de la commande", "date d achat", "date achat"),
        *("date de creation", "cree le", "passee le", "date et heure", "order time", "date heure", "date"),
        *("datetime", "transaction timestamp", "sale date", "date de vente", "date vente", "jour", "day"),
    ),
    "invoiced_at": ("invoiced at", "invoice date", "date de facture", "date facture", "date de facturation"),
    "refunded_at": (
        "refunded at",
        "refund date",
        "date de remboursement",
        "date remboursement",
        "date d avoir",
    ),
    "status": (
        *("status", "order status", "state", "order state", "financial status", "payment status"),
        *(
            "statut",
            "statut de commande",
            "statut commande",
            "statut de la commande",
            "etat",
            "etat commande",
        ),
        *("etat de la commande", "etat de commande"),
    ),
    "currency": ("currency", "order currency", "currency code", "devise", "monnaie", "code devise"),
    "customer_ref": (
        *(
            "customer id",
            "customerid",
            "customer number",
            "customer no",
            "customer",
            "client id",
            "customer code",
        ),
        *(
            "user id",
            "household id",
            "id client",
            "numero client",
            "n client",
            "no client",
            "code client",
            "client",
        ),
        *("numero de client", "compte client", "reference client", "ref client"),
    ),
    "customer_email": (
        *("email", "e mail", "mail", "customer email", "billing email", "email address", "e mail address"),
        *("adresse e mail", "adresse email", "adresse mail", "courriel", "email client", "e mail client"),
        *("email facturation", "e mail facturation", "adresse e mail facturation", "e mail de facturation"),
        *("e mail du contact", "email du contact", "e mail billing", "email billing"),
    ),
    "customer_name": (
        "customer name",
        "full name",
        "billing name",
        "nom du client",
        "nom client",
        "nom complet",
    ),
    "country": (
        *(
            "country",
            "shipping country",
            "ship country",
            "delivery country",
            "country code",
            "billing country",
        ),
        *("pays", "pays de livraison", "pays livraison", "code pays", "pays de facturation"),
        *("code pays livraison", "code pays facturation", "pays facturation"),
    ),
    "sales_channel": (
        *(
            "sales channel",
            "channel",
            "marketplace",
            "canal de vente",
            "canal",
            "place de marche",
            "boutique",
        ),
        *("store", "shop", "store id", "magasin", "source name"),
    ),
    "traffic_channel": (
        *("traffic channel", "levier", "levier d acquisition", "attribution", "origin", "origine"),
        *("source de trafic", "traffic source", "provenance", "canal de trafic", "canal d acquisition"),
    ),
    "utm_source": ("utm source", "source medium", "order attribution utm source", "last utm source"),
    "utm_medium": ("utm medium", "order attribution utm medium", "last utm medium"),
    "utm_campaign": ("utm campaign", "order attribution utm campaign", "last utm campaign"),
    "referrer": (
        *(
            "referrer",
            "referer",
            "http referer",
            "referring site",
            "referrer url",
            "order attribution referrer",
        ),
        *("site referent", "page referente", "url de provenance"),
    ),
    "landing_page": (
        *("landing page", "landing site", "landing url", "entry page", "order attribution session entry"),
        *("page d entree", "page d arrivee", "page de destination"),
    ),
    "channel_order_id": (
        *("marketplace order id", "marketplace order number", "channel order id", "channel order number"),
        *("source identifier", "external order id", "numero de commande marketplace", "commande marketplace"),
    ),
    "voucher": (
        *("voucher", "coupon", "coupon code", "discount code", "promo code", "promotion code"),
        *("code promo", "code promotionnel", "code de reduction", "code reduction", "bon de reduction"),
        *("codes promo", "code s promo"),
    ),
    "payment_method": (
        *("payment method", "payment", "paid by", "moyen de paiement", "mode de paiement", "paiement"),
        *("methode de paiement", "mode de reglement", "reglement"),
        *("titre du moyen de paiement", "titre du mode de paiement", "payment method title"),
    ),
    "order_discount": (
        *("order discount", "cart discount", "total discount", "total discounts", "discount total"),
        *(
            "remise commande",
            "remise globale",
            "remise panier",
            "total remises",
            "total remise",
            "total reductions",
        ),
    ),
    "order_shipping": (
        *("shipping", "shipping cost", "shipping amount", "shipping fee", "delivery cost", "delivery fee"),
        *(
            "shipping total",
            "order shipping",
            "postage",
            "freight",
            "frais de port",
            "port",
            "frais de livraison",
        ),
        *("livraison", "total livraison", "montant livraison", "frais d expedition", "frais d envoi"),
        *("montant de livraison", "montant de la livraison", "montant de la livraison de la commande"),
    ),
    "order_shipping_tax": (
        "shipping tax",
        "tva port",
        "tva livraison",
        "tva frais de port",
        "taxe livraison",
    ),
    "order_fees": ("fees", "fee total", "other fees", "frais", "frais annexes", "emballage cadeau"),
    "order_tax": (
        "total tax",
        "order tax",
        "taxes",
        "total taxes",
        "total tva",
        "tva totale",
        "montant tva total",
        "montant total de la tva",
        "montant total de la taxe",
        "montant total de la taxe de la commande",
    ),
    "order_refunded": (
        *("refunded amount", "refund amount", "total refunded", "amount refunded", "order refund"),
        *("montant rembourse", "total rembourse", "remboursement", "montant remboursement"),
    ),
    "line_type": ("line type", "type de ligne", "type ligne", "item type"),
    "line_id": (
        "line id",
        "line item id",
        "order item id",
        "item id",
        "id ligne",
        "identifiant de ligne",
        "lineid",
    ),
    "sku": (
        *(
            "sku",
            "item sku",
            "product sku",
            "lineitem sku",
            "stockcode",
            "stock code",
            "product code",
            "item code",
        ),
        *(
            "article number",
            "item number",
            "product id",
            "productid",
            "item no",
            "reference article",
            "ref article",
        ),
        *(
            "reference produit",
            "ref produit",
            "reference du produit",
            "code article",
            "code produit",
            "id produit",
        ),
        *("ugs", "reference ugs", "id article", "reference sku", "ref", "article"),
    ),
    "product_name": (
        *("product name", "item name", "product", "product title", "item", "title", "description", "name"),
        *(
            "lineitem name",
            "nom du produit",
            "nom produit",
            "produit",
            "libelle",
            "libelle produit",
            "designation",
        ),
        *("nom de l article", "nom article", "libelle article", "intitule"),
    ),
    "category": (
        *("category", "product category", "item category", "department", "categorie", "rayon", "famille"),
        *("categorie produit", "categorie du produit", "univers"),
    ),
    "subcategory": ("subcategory", "sub category", "sous categorie", "sous famille", "sous rayon"),
    "brand": ("brand", "vendor", "manufacturer", "marque", "fabricant", "fournisseur"),
    "gtin": ("gtin", "ean", "ean13", "ean 13", "barcode", "upc", "code barre", "code barres", "code ean"),
    "quantity": (
        *(
            "quantity",
            "qty",
            "qte",
            "quantite",
            "quantities",
            "units",
            "unites",
            "nb",
            "nombre",
            "item quantity",
        ),
        *("lineitem quantity", "quantity ordered", "qty ordered", "quantite commandee", "qte commandee"),
        *("quantite vendue", "qte vendue", "nombre d articles"),
    ),
    "refunded_quantity": (
        *("refunded quantity", "quantity refunded", "qty refunded", "returned quantity", "quantity returned"),
        *("quantite remboursee", "qte remboursee", "quantite retournee", "qte retournee"),
    ),
    "unit_price": (
        *("unit price", "unitprice", "price", "item price", "price each", "price per unit", "item cost"),
        *("lineitem price", "prix unitaire", "pu", "p u", "prix", "prix unit", "prix de vente", "tarif"),
    ),
    "gross_amount": (
        *(
            "gross amount",
            "line subtotal",
            "item subtotal",
            "subtotal",
            "montant brut",
            "total brut",
            "sous total",
        ),
        *("sous total ligne",),
    ),
    "net_amount": (
        *(
            "net amount",
            "line total",
            "item total",
            "line amount",
            "sales value",
            "amount",
            "sales",
            "revenue",
        ),
        *(
            "total ligne",
            "montant ligne",
            "montant net",
            "montant",
            "total article",
            "ca",
            "chiffre d affaires",
        ),
        *("total line", "extended price", "montant total", "prix total", "total price", "total"),
    ),
    "discount_amount": (
        *("discount", "discount amount", "line discount", "item discount", "remise", "montant remise"),
        *("remise ligne", "reduction", "montant reduction", "rabais"),
    ),
    "net_tax": (
        "tax",
        "tax amount",
        "line tax",
        "vat",
        "vat amount",
        "tva",
        "montant tva",
        "taxe",
        "item tax",
    ),
    "tax_rate": (
        *("tax rate", "vat rate", "tax percent", "vat percent", "taux tva", "taux de tva", "taux de taxe"),
        *("taux taxe",),
    ),
    "refunded_amount": (
        "line refunded",
        "item refunded",
        "line refund",
        "ligne remboursee",
        "rembourse ligne",
    ),
    "commission": ("commission", "commission amount", "montant commission", "montant de la commission"),
    "commission_refunded": ("commission refunded", "refunded commission", "commission remboursee"),
    "refund_of": (
        "refund of",
        "refunded order",
        "commande remboursee",
        "commande d origine",
        "original order",
    ),
    "return_reason": ("return reason", "refund reason", "motif de retour", "motif du retour", "motif retour"),
}
"""The likeliest name first. A column has one meaning; each field takes the best name that is there."""

ELSE = {"reference": "sku", "article": "product_name"}
"""What a name means where another column has its first meaning."""

OF_A_LINE = frozenset({"line", "lineitem", "item", "ligne", "article"})
"""Words that tell the total of a line from the total of its order, which exports repeat on each line."""

FIRST_NAMES = ("first name", "firstname", "billing first name", "prenom", "prenom client")
LAST_NAMES = ("last name", "lastname", "billing last name", "surname", "nom", "nom de famille")

INCLUDED = frozenset({"ttc", "incl", "inc", "including", "gross", "comprises", "tvac"})
EXCLUDED = frozenset({"ht", "excl", "ex", "excluding", "net", "hors", "htva"})
ABOUT_TAX = frozenset({*INCLUDED, *EXCLUDED, "tax", "vat", "tva", "taxe", "taxes", "tti"})
CURRENCIES = frozenset({"eur", "euro", "euros", "usd", "gbp", "chf", "cad", "en", "in"})
