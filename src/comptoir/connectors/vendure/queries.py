"""What is asked of Vendure's Admin API. Only what every shop of version 3 answers."""

SHOP = """
query Shop {
  activeChannel { code defaultCurrencyCode pricesIncludeTax }
  globalSettings { trackInventory serverConfig { moneyStrategyPrecision } }
}
"""
"""Its amounts are whole numbers of the smallest unit: the precision says which."""

LOGIN = """
mutation Login($username: String!, $password: String!) {
  login(username: $username, password: $password) {
    __typename
    ... on ErrorResult { errorCode message }
  }
}
"""

TAXED = "price priceWithTax"

ORDERS = f"""
query Orders($options: OrderListOptions!) {{
  orders(options: $options) {{
    totalItems
    items {{
      id code type state active createdAt updatedAt orderPlacedAt
      currencyCode couponCodes total totalWithTax
      customer {{ id firstName lastName emailAddress }}
      shippingAddress {{ countryCode }}
      billingAddress {{ countryCode }}
      lines {{
        id quantity orderPlacedQuantity taxRate
        unitPrice unitPriceWithTax linePrice linePriceWithTax
        discountedLinePrice discountedLinePriceWithTax
        proratedUnitPriceWithTax proratedLinePrice proratedLinePriceWithTax
        productVariant {{ sku name }}
        discounts {{ type description amount amountWithTax }}
      }}
      surcharges {{ id description sku taxRate {TAXED} }}
      shippingLines {{
        id {TAXED} discountedPrice discountedPriceWithTax
        shippingMethod {{ code name }}
        discounts {{ type description amount amountWithTax }}
      }}
      taxSummary {{ description taxRate taxBase taxTotal }}
      payments {{
        id createdAt updatedAt method amount state errorMessage
        refunds {{
          id createdAt updatedAt state items shipping adjustment total reason
          lines {{ orderLineId quantity }}
        }}
      }}
      fulfillments {{ id createdAt updatedAt state method }}
    }}
  }}
}}
"""

AFTERMATH = """
query Aftermath($options: OrderListOptions!) {
  orders(options: $options) {
    totalItems
    items {
      id updatedAt
      payments { updatedAt refunds { updatedAt } }
      fulfillments { updatedAt }
    }
  }
}
"""
"""A refund, a payment or a parcel that changes leaves its order unchanged: only they say when."""

TOTALS = """
query Totals($options: OrderListOptions!) {
  orders(options: $options) {
    totalItems
    items {
      id code type state active updatedAt orderPlacedAt currencyCode
      total totalWithTax
      shippingLines { discountedPriceWithTax }
      taxSummary { taxRate taxBase taxTotal }
    }
  }
}
"""

VARIANTS = """
query Variants($options: ProductVariantListOptions!) {
  productVariants(options: $options) {
    totalItems
    items {
      id sku name enabled trackInventory price priceWithTax currencyCode
      taxRateApplied { value }
      stockLevels { stockOnHand stockAllocated }
      product {
        id name enabled
        collections { name }
        facetValues { name facet { code } }
      }
    }
  }
}
"""
