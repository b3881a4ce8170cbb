"""What shops and tools call things. Words that no table knows stay as the world has them: payments, parcels."""

AWAITED = {"Virement": "transfer", "Virement bancaire": "transfer", "Chèque": "cheque"}
"""Payments that a shop waits for after the order, and what it calls an order that waits."""

WOOCOMMERCE_STATUSES = {
    "completed": "Terminée",
    "processing": "En cours",
    "pending": "Attente paiement",
    "transfer": "En attente",
    "cheque": "En attente",
    "failed": "Échouée",
    "cancelled": "Annulée",
    "refunded": "Remboursée",
}
PRESTASHOP_STATES = {
    "completed": "Livré",
    "processing": "Préparation en cours",
    "pending": "En attente de paiement PayPal",
    "transfer": "En attente de virement bancaire",
    "cheque": "En attente du paiement par chèque",
    "failed": "Erreur de paiement",
    "cancelled": "Annulé",
    "refunded": "Remboursé",
}
SHOPIFY_STATUSES = {
    "completed": "paid",
    "processing": "paid",
    "pending": "pending",
    "transfer": "pending",
    "cheque": "pending",
    "cancelled": "voided",
}
AMAZON_STATUSES = {
    "completed": "Shipped",
    "processing": "Unshipped",
    "pending": "Pending",
    "failed": "Cancelled",
    "cancelled": "Cancelled",
    "refunded": "Shipped",
}
MIRAKL_STATUSES = {
    "completed": "Reçue",
    "processing": "Expédition en cours",
    "pending": "En attente de débit",
    "failed": "Annulée",
    "cancelled": "Annulée",
    "refunded": "Remboursée",
}

MARKETPLACES = {"Amazon": "Amazon.fr"}
"""What marketplaces call themselves in their own reports."""

REASONS_OF_CONTACT = {
    "where_is_my_order": "Où est ma commande ?",
    "return": "Retour",
    "product": "Question sur un article",
    "payment": "Paiement",
    "invoice": "Facture",
}

GA4_CHANNELS = {
    "seo": "Organic Search",
    "sea": "Paid Search",
    "sea_brand": "Paid Search",
    "sea_generic": "Paid Search",
    "shopping": "Paid Shopping",
    "social": "Organic Social",
    "paid_social": "Paid Social",
    "email": "Email",
    "affiliation": "Affiliates",
    "direct": "Direct",
}
"""The default groups of sessions; they do not tell the shop's own brand from other searches."""
