"""What French shops and tools call things. A word that the world invents and no table knows stays as it is."""

PAYMENTS = {
    "card": "Carte bancaire",
    "credit_card": "Carte bancaire",
    "paypal": "PayPal",
    "apple_pay": "Apple Pay",
    "google_pay": "Google Pay",
    "transfer": "Virement bancaire",
    "bank_transfer": "Virement bancaire",
    "cheque": "Chèque",
    "instalments": "Paiement en 3 fois",
    "gift_card": "Carte cadeau",
    "marketplace": "Place de marché",
}
AWAITED = ("transfer", "bank_transfer", "cheque")
"""Payments that a shop waits for after the order."""

SHIPPING = {
    "home": "Colissimo à domicile",
    "relay": "Mondial Relay",
    "pickup_point": "Mondial Relay",
    "express": "Chronopost",
    "store": "Retrait en boutique",
}

WOOCOMMERCE_STATUSES = {
    "completed": "Terminée",
    "processing": "En cours",
    "pending": "Attente paiement",
    "awaited": "En attente",
    "failed": "Échouée",
    "cancelled": "Annulée",
    "refunded": "Remboursée",
}
PRESTASHOP_STATES = {
    "completed": "Livré",
    "processing": "Préparation en cours",
    "pending": "En attente de paiement PayPal",
    "awaited": "En attente de virement bancaire",
    "failed": "Erreur de paiement",
    "cancelled": "Annulé",
    "refunded": "Remboursé",
}
SHOPIFY_STATUSES = {
    "completed": "paid",
    "processing": "paid",
    "pending": "pending",
    "awaited": "pending",
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

GA4_CHANNELS = {
    "seo": "Organic Search",
    "organic": "Organic Search",
    "sea": "Paid Search",
    "brand": "Paid Search",
    "non_brand": "Paid Search",
    "sea_brand": "Paid Search",
    "sea_non_brand": "Paid Search",
    "shopping": "Paid Shopping",
    "social": "Paid Social",
    "paid_social": "Paid Social",
    "organic_social": "Organic Social",
    "email": "Email",
    "affiliation": "Affiliates",
    "affiliates": "Affiliates",
    "referral": "Referral",
    "direct": "Direct",
    "display": "Display",
}
"""The default groups of sessions; they do not tell the shop's own brand from other searches."""
