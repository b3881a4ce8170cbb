"""What the shop sells and how: two channels of two currencies, taxes, delivery, promotions, a key for readers."""

from dataclasses import dataclass
from typing import Any

from .shop import Shop

READS = ("ReadOrder", "ReadCatalog", "ReadCustomer", "ReadChannel", "ReadStockLocation", "ReadShippingMethod")
"""The permissions that a connection needs. `ReadShippingMethod` names how an order is delivered."""

GOODS = (
    # name, SKU, cents as the buyer pays them in euros, whether taxed at the reduced rate
    ("Gyuto knife", "KNIFE-210", 18990, False),
    ("Paring knife", "KNIFE-90", 4999, False),
    ("Cutting board", "BOARD-M", 3333, False),
    ("Whetstone 1000", "STONE-1000", 4550, False),
    ("Chestnut honey", "HONEY-500", 1275, True),
    ("The book of broths", "BOOK-BROTH", 2990, True),
    ("Sencha 100 g", "TEA-100", 899, True),
)
UK = "uk-channel"
"""The token of the second channel."""


@dataclass(frozen=True, slots=True)
class Stall:
    """What a buyer needs to know of the shop."""

    variants: dict[str, str]
    """SKU -> identifier."""
    shipping: dict[str, str]
    """Code of a delivery -> identifier."""
    api_key: str
    channels: dict[str, str]
    """Currency -> identifier."""


def open_stall(shop: Shop) -> Stall:
    zones = {code: _zone(shop, code, name) for code, name in (("FR", "France"), ("GB", "United Kingdom"))}
    taxes = {name: _tax(shop, name, rates, zones) for name, rates in RATES.items()}
    channels = {"EUR": _home(shop, zones["FR"]), "GBP": _second(shop, zones["GB"])}
    products = [
        _product(shop, name, sku, cents, taxes["reduced" if low else "standard"])
        for name, sku, cents, low in GOODS
    ]
    shop.admin(
        "mutation ($input: AssignProductsToChannelInput!) { assignProductsToChannel(input: $input) { id } }",
        input={
            "channelId": channels["GBP"],
            "productIds": [product for product, _ in products],
            "priceFactor": 0.73,
        },
    )
    variants = dict(variant for _, variant in products)
    _stock(shop, channels["GBP"])
    shipping = {
        "home": _shipping(shop, "home", 590, 20, channels["GBP"]),
        "express": _shipping(shop, "express", 1290, 20, channels["GBP"]),
    }
    _payment(shop, channels["GBP"])
    _promotions(shop, variants, channels["GBP"])
    return Stall(variants, shipping, _api_key(shop, list(channels.values())), channels)


RATES = {"standard": {"FR": 20, "GB": 20}, "reduced": {"FR": 5.5, "GB": 0}}


def _words(name: str) -> list[dict[str, str]]:
    return [{"languageCode": "en", "name": name, "description": ""}]


def _zone(shop: Shop, code: str, name: str) -> str:
    country = shop.admin(
        "mutation ($input: CreateCountryInput!) { createCountry(input: $input) { id } }",
        input={"code": code, "enabled": True, "translations": [{"languageCode": "en", "name": name}]},
    )["createCountry"]["id"]
    zone: str = shop.admin(
        "mutation ($input: CreateZoneInput!) { createZone(input: $input) { id } }",
        input={"name": name, "memberIds": [country]},
    )["createZone"]["id"]
    return zone


def _tax(shop: Shop, name: str, rates: dict[str, float], zones: dict[str, str]) -> str:
    category: str = shop.admin(
        "mutation ($input: CreateTaxCategoryInput!) { createTaxCategory(input: $input) { id } }",
        input={"name": name, "isDefault": name == "standard"},
    )["createTaxCategory"]["id"]
    for zone, rate in rates.items():
        shop.admin(
            "mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { id } }",
            input={
                "name": f"{name} {zone}",
                "enabled": True,
                "value": rate,
                "categoryId": category,
                "zoneId": zones[zone],
            },
        )
    return category


def _home(shop: Shop, zone: str) -> str:
    """The first channel: euros, prices with tax. Vendure makes it; it is told where it is."""
    home: str = shop.admin("{ activeChannel { id } }")["activeChannel"]["id"]
    shop.admin(
        "mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename } }",
        input={
            "id": home,
            "defaultCurrencyCode": "EUR",
            "availableCurrencyCodes": ["EUR"],
            "pricesIncludeTax": True,
            "defaultTaxZoneId": zone,
            "defaultShippingZoneId": zone,
        },
    )
    return home


def _second(shop: Shop, zone: str) -> str:
    """The second: pounds, prices without tax."""
    channel: str = shop.admin(
        "mutation ($input: CreateChannelInput!) { createChannel(input: $input) { ... on Channel { id } } }",
        input={
            "code": "united-kingdom",
            "token": UK,
            "defaultLanguageCode": "en",
            "defaultCurrencyCode": "GBP",
            "availableCurrencyCodes": ["GBP"],
            "pricesIncludeTax": False,
            "defaultTaxZoneId": zone,
            "defaultShippingZoneId": zone,
        },
    )["createChannel"]["id"]
    return channel


def _product(shop: Shop, name: str, sku: str, cents: int, tax: str) -> tuple[str, tuple[str, str]]:
    words = {"languageCode": "en", "name": name}
    product = shop.admin(
        "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }",
        input={"translations": [words | {"slug": sku.lower(), "description": ""}]},
    )["createProduct"]["id"]
    variant = shop.admin(
        "mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }",
        input=[
            {
                "productId": product,
                "sku": sku,
                "price": cents,
                "taxCategoryId": tax,
                "stockOnHand": 5000,
                "trackInventory": "TRUE",
                "translations": [words],
            }
        ],
    )["createProductVariants"][0]["id"]
    return product, (sku, variant)


def _stock(shop: Shop, other_channel: str) -> None:
    """What is in store is sold in both channels."""
    stores = shop.admin("{ stockLocations { items { id } } }")["stockLocations"]["items"]
    shop.admin(
        "mutation ($input: AssignStockLocationsToChannelInput!)"
        " { assignStockLocationsToChannel(input: $input) { id } }",
        input={"channelId": other_channel, "stockLocationIds": [store["id"] for store in stores]},
    )


def _shipping(shop: Shop, code: str, cents: int, rate: int, other_channel: str) -> str:
    method: str = shop.admin(
        "mutation ($input: CreateShippingMethodInput!) { createShippingMethod(input: $input) { id } }",
        input={
            "code": code,
            "fulfillmentHandler": "manual-fulfillment",
            "checker": _operation("default-shipping-eligibility-checker", orderMinimum=0),
            "calculator": _operation(
                "default-shipping-calculator", rate=cents, taxRate=rate, includesTax="auto"
            ),
            "translations": _words(code),
        },
    )["createShippingMethod"]["id"]
    shop.admin(
        "mutation ($input: AssignShippingMethodsToChannelInput!)"
        " { assignShippingMethodsToChannel(input: $input) { id } }",
        input={"channelId": other_channel, "shippingMethodIds": [method]},
    )
    return method


def _payment(shop: Shop, other_channel: str) -> None:
    method = shop.admin(
        "mutation ($input: CreatePaymentMethodInput!) { createPaymentMethod(input: $input) { id } }",
        input={
            "code": "card",
            "enabled": True,
            "handler": _operation("card"),
            "translations": _words("Card"),
        },
    )["createPaymentMethod"]["id"]
    shop.admin(
        "mutation ($input: AssignPaymentMethodsToChannelInput!)"
        " { assignPaymentMethodsToChannel(input: $input) { id } }",
        input={"channelId": other_channel, "paymentMethodIds": [method]},
    )


def _promotions(shop: Shop, variants: dict[str, str], other_channel: str) -> None:
    """WELCOME10 and FIVEOFF fall on the whole order, the boards and honeys on their lines, POST on the delivery."""
    rebated = json_list(variants["BOARD-M"], variants["HONEY-500"])
    promotions = [
        _promotion(shop, "WELCOME10", _operation("order_percentage_discount", discount=10)),
        _promotion(shop, "FIVEOFF", _operation("order_fixed_discount", discount=500)),
        _promotion(shop, "POST", _operation("free_shipping")),
        _promotion(
            shop,
            "",
            _operation("products_percentage_discount", discount=15, productVariantIds=rebated),
            _operation("minimum_order_amount", amount=6000, taxInclusive=True),
        ),
    ]
    shop.admin(
        "mutation ($input: AssignPromotionsToChannelInput!)"
        " { assignPromotionsToChannel(input: $input) { id } }",
        input={"channelId": other_channel, "promotionIds": promotions},
    )


def _promotion(shop: Shop, coupon: str, action: dict[str, Any], *conditions: dict[str, Any]) -> str:
    promotion: str = shop.admin(
        "mutation ($input: CreatePromotionInput!)"
        " { createPromotion(input: $input) { ... on Promotion { id } } }",
        input={
            "enabled": True,
            "couponCode": coupon or None,
            "conditions": list(conditions),
            "actions": [action],
            "translations": _words(coupon or "Boards and honeys of the season"),
        },
    )["createPromotion"]["id"]
    return promotion


def _api_key(shop: Shop, channels: list[str]) -> str:
    role = shop.admin(
        "mutation ($input: CreateRoleInput!) { createRole(input: $input) { id } }",
        input={
            "code": "reader",
            "description": "Reads",
            "permissions": READS,
            "channelIds": channels,
        },
    )["createRole"]["id"]
    key: str = shop.admin(
        "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey } }",
        input={"roleIds": [role], "translations": [{"languageCode": "en", "name": "Comptoir"}]},
    )["createApiKey"]["apiKey"]
    return key


def _operation(code: str, **arguments: Any) -> dict[str, Any]:
    return {
        "code": code,
        "arguments": [
            {"name": name, "value": str(value).lower() if isinstance(value, bool) else str(value)}
            for name, value in arguments.items()
        ],
    }


def json_list(*texts: str) -> str:
    return "[" + ",".join(f'"{text}"' for text in texts) + "]"
