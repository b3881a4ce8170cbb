"""Names of columns that several exports of Google Ads have, French first, English last."""

CAMPAIGN = ("Campagne", "Nom de la campagne", "Campaign name", "Campaign")
COST = ("Coût", "Cost")
IMPRESSIONS = ("Impressions", "Impr.", "Impressions")
KEYWORD = ("Mot clé pour le Réseau de Recherche", "Mot clé", "Keyword", "Search keyword")
TERM = ("Terme de recherche", "Search term")
