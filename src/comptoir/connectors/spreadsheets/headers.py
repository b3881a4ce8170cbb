"""What several of these files share: where their facts come from, what they call the same thing."""

VENDOR = "spreadsheets"

# French first, English last.
SKU = (
    *("Référence", "Référence article", "Référence produit", "Réf.", "Réf", "Code article", "UGS"),
    *("Product reference", "Item number", "Reference", "SKU"),
)
ORDER = (
    *(
        "Numéro de commande",
        "N° de commande",
        "N° commande",
        "Numéro commande",
        "Référence commande",
        "Commande",
    ),
    *("Order", "Order ID", "Order no.", "Order number"),
)
COUNTRY = ("Pays", "Pays de livraison", "Shipping country", "Country")
CURRENCY = ("Devise", "Currency")
