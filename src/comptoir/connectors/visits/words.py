"""The names of steps and devices that rooms of visits share."""

PAGE_VIEW, VIEW_ITEM, ADD_TO_CART = "page_view", "view_item", "add_to_cart"
BEGIN_CHECKOUT, PURCHASE, SEARCH = "begin_checkout", "purchase", "view_search_results"

EVENTS: dict[str, tuple[str, ...]] = {
    PAGE_VIEW: ("page view", "pageview", "page vue", "vue de page", "vue d'une page"),
    VIEW_ITEM: (
        *("view item", "product view", "product viewed", "view product", "produit vu", "vue produit"),
        *("vue d'un produit", "fiche produit"),
    ),
    ADD_TO_CART: (
        *("add to cart", "product added", "addtocart", "ajout au panier", "ajout panier"),
        *("mise au panier", "produit ajouté"),
    ),
    BEGIN_CHECKOUT: (
        *("begin checkout", "checkout", "checkout started", "initiate checkout", "initiatecheckout"),
        *("début de commande", "commande commencée", "tunnel de commande"),
    ),
    PURCHASE: (
        *("purchase", "order completed", "order", "transaction", "achat", "commande", "commande passée"),
    ),
    SEARCH: ("view search results", "search", "site search", "recherche", "recherche interne"),
}
"""Name of an event -> how files write it, in small letters, `_` and `-` as spaces. Those of GA4 come first."""

DEVICES: dict[str, tuple[str, ...]] = {
    "desktop": ("desktop", "ordinateur", "ordinateur de bureau", "ordinateurs", "computer", "pc"),
    "phone": ("mobile", "smartphone", "phablet", "feature phone", "téléphone", "téléphone mobile", "phone"),
    "tablet": ("tablet", "tablette"),
}
"""Value of `device` -> how tools call it; whatever else they name is `other`."""
_KNOWN = {name: device for device, names in DEVICES.items() for name in names}


def device_of(said: str | None) -> str | None:
    text = (said or "").strip().casefold()
    return _KNOWN.get(text, "other") if text and text not in ("unknown", "inconnu") else None
