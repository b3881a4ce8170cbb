"""Names of the columns of GA4, over the years and the reports: French first, English last."""

CHANNEL = (
    "Groupe de canaux par défaut de la session",
    "Groupe de canaux par défaut pour la session",
    "Groupe de canaux principal de la session (Groupe de canaux par défaut)",
    "Groupe de canaux principal de la session (*)",
    "Session default channel grouping",
    "Session primary channel group (Default Channel Group)",
    "Session primary channel group (*)",
    "Session default channel group",
)
SOURCE = ("Source de la session", "Source de session", "Session source")
MEDIUM = ("Support de la session", "Support de session", "Session medium")
SOURCE_MEDIUM = (
    "Source/support de la session",
    "Source / support de la session",
    "Session source/medium",
    "Session source / medium",
)
CAMPAIGN = ("Campagne de la session", "Nom de la campagne de la session", "Session campaign")
DEVICE = ("Catégorie d'appareil", "Catégorie de l'appareil", "Device category")
COUNTRY = ("Pays", "Country")
LANDING = (
    "Page de destination",
    "Page de destination et chaîne de requête",
    "Landing page + query string",
    "Landing page",
)
NEW = ("Nouveaux utilisateurs/utilisateurs connus", "New / returning", "New / established")
SESSIONS = ("Sessions",)
VISITORS = (
    "Utilisateurs actifs",
    "Nombre total d'utilisateurs",
    "Utilisateurs",
    "Users",
    "Total users",
    "Active users",
)
VIEWS = ("Vues", "Views")
CARTS = ("Ajouts au panier", "Add to carts")
CHECKOUTS = ("Règlements", "Checkouts")
PURCHASES = ("Achats", "Achats d'e-commerce", "Transactions", "Ecommerce purchases", "Purchases")
PURCHASE_REVENUE = (
    "Revenus issus des achats",
    "Revenus des achats",
    "Revenus d'e-commerce",
    "Purchase revenue",
)
TOTAL_REVENUE = ("Revenu total", "Total revenue")
