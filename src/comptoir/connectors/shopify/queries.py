"""What is asked of Shopify's Admin interface, in GraphQL. Read only.

All amounts are asked in the shop's currency (`shopMoney`). A test validates each document against the schema of
`VERSION`. Bulk operations take no fragments, no variables and no connection inside a list: shared fields are text
that is put together here, and what refunds contain is asked apart.
"""

VERSION = "2026-10"
MONEY = "{ shopMoney { amount } }"
TAX_LINES = f"taxLines {{ rate priceSet {MONEY} }}"
DISCOUNTS = f"discountAllocations {{ allocatedAmountSet {MONEY} }}"
PAGE_INFO = "pageInfo { hasNextPage endCursor }"

LINE_ITEM = f"""
  __typename id name sku quantity variant {{ id }}
  originalTotalSet {MONEY} {DISCOUNTS} {TAX_LINES}
"""
SHIPPING_LINE = f"""
  __typename id title isRemoved originalPriceSet {MONEY} {DISCOUNTS} {TAX_LINES}
"""
TRANSACTION = f"""
  id kind status createdAt processedAt gateway formattedGateway errorCode
  amountSet {MONEY}
  parentTransaction {{ id }}
  fees {{ id amount {{ amount currencyCode }} taxAmount {{ amount }} }}
"""
ORDER = f"""
  __typename id name createdAt updatedAt test cancelledAt displayFinancialStatus currencyCode taxesIncluded
  sourceName sourceIdentifier discountCodes paymentGatewayNames email
  totalPriceSet {MONEY} totalTaxSet {MONEY} totalTipReceivedSet {MONEY}
  originalTotalDutiesSet {MONEY} originalTotalAdditionalFeesSet {MONEY}
  customer {{ legacyResourceId displayName defaultEmailAddress {{ emailAddress }} }}
  billingAddress {{ name countryCodeV2 }}
  shippingAddress {{ name countryCodeV2 }}
  customerJourneySummary {{
    lastVisit {{ landingPage source sourceType referrerUrl utmParameters {{ source medium campaign }} }}
  }}
  transactions {{ {TRANSACTION} }}
  fulfillments {{
    id status createdAt inTransitAt deliveredAt requiresShipping trackingInfo(first: 1) {{ company }}
  }}
  refunds {{ id }}
"""
REFUND_LINE = f"quantity subtotalSet {MONEY} totalTaxSet {MONEY} lineItem {{ id name sku }}"
REFUND = f"""
  __typename id createdAt processedAt note totalRefundedSet {MONEY}
  duties {{ amountSet {MONEY} }}
  refundShippingLines(first: 5) {{ nodes {{ subtotalAmountSet {MONEY} taxAmountSet {MONEY} }} }}
  orderAdjustments(first: 5) {{ nodes {{ amountSet {MONEY} taxAmountSet {MONEY} }} }}
"""

ORDERS = f"""
query Orders($first: Int!, $after: String, $query: String!) {{
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    {PAGE_INFO}
    nodes {{
      {ORDER}
      lineItems(first: 10) {{ {PAGE_INFO} nodes {{ {LINE_ITEM} }} }}
      shippingLines(first: 3, includeRemovals: true) {{ {PAGE_INFO} nodes {{ {SHIPPING_LINE} }} }}
    }}
  }}
}}
"""
"""Orders by their last change. Each place of a connection costs points, filled or not: few have more lines."""

BULK_ORDERS = f"""
{{
  orders {{
    edges {{
      node {{
        {ORDER}
        lineItems {{ edges {{ node {{ {LINE_ITEM} }} }} }}
        shippingLines(includeRemovals: true) {{ edges {{ node {{ {SHIPPING_LINE} }} }} }}
      }}
    }}
  }}
}}
"""
"""All orders, for the shop to write into one file."""

LINE_ITEMS = f"""
query LineItems($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on Order {{ lineItems(first: 50, after: $after) {{ {PAGE_INFO} nodes {{ {LINE_ITEM} }} }} }}
  }}
}}
"""
SHIPPING_LINES = f"""
query ShippingLines($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on Order {{
      shippingLines(first: 50, after: $after, includeRemovals: true) {{
        {PAGE_INFO} nodes {{ {SHIPPING_LINE} }}
      }}
    }}
  }}
}}
"""
"""The lines of an order that has more than come with it."""

REFUNDS = f"""
query Refunds($ids: [ID!]!) {{
  nodes(ids: $ids) {{
    ... on Refund {{
      {REFUND}
      refundLineItems(first: 10) {{ {PAGE_INFO} nodes {{ {REFUND_LINE} }} }}
    }}
  }}
}}
"""
REFUND_LINES = f"""
query RefundLines($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on Refund {{ refundLineItems(first: 50, after: $after) {{ {PAGE_INFO} nodes {{ {REFUND_LINE} }} }} }}
  }}
}}
"""

TOTALS = f"""
query Totals($first: Int!, $after: String, $query: String!) {{
  orders(first: $first, after: $after, query: $query, sortKey: CREATED_AT) {{
    {PAGE_INFO}
    nodes {{
      id name createdAt updatedAt test cancelledAt displayFinancialStatus currencyCode taxesIncluded
      totalPriceSet {MONEY} totalTaxSet {MONEY} {TAX_LINES}
      lineItems(first: 10) {{ {PAGE_INFO} nodes {{ originalTotalSet {MONEY} {DISCOUNTS} {TAX_LINES} }} }}
      shippingLines(first: 3, includeRemovals: true) {{
        {PAGE_INFO} nodes {{ isRemoved originalPriceSet {MONEY} {DISCOUNTS} {TAX_LINES} }}
      }}
    }}
  }}
}}
"""
"""The least that says what an order comes to, and at which rates it is taxed."""

ITEMS = f"""
query Items($first: Int!, $after: String) {{
  shop {{ currencyCode taxesIncluded }}
  productVariants(first: $first, after: $after, sortKey: ID) {{
    {PAGE_INFO}
    nodes {{
      id sku title barcode price taxable inventoryQuantity
      inventoryItem {{ tracked requiresShipping unitCost {{ amount currencyCode }} }}
      product {{ title vendor productType status category {{ name }} }}
    }}
  }}
}}
"""

SHOP = """
query Shop {
  shop { name }
  currentAppInstallation { accessScopes { handle } }
  orders(first: 1) { nodes { id email } }
}
"""
"""Whether orders and their buyers may be read: scopes alone do not tell."""

START_BULK = """
mutation StartBulk($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) {
    bulkOperation { id }
    userErrors { code message }
  }
}
"""
"""The shop writes a file of its own answer: a mutation by its name, that changes nothing."""

BULK_STATE = """
query BulkState($id: ID!) {
  bulkOperation(id: $id) { status errorCode url fileSize rootObjectCount }
}
"""

DOCUMENTS = {
    "orders": ORDERS,
    "bulk_orders": BULK_ORDERS,
    "line_items": LINE_ITEMS,
    "shipping_lines": SHIPPING_LINES,
    "refunds": REFUNDS,
    "refund_lines": REFUND_LINES,
    "totals": TOTALS,
    "items": ITEMS,
    "shop": SHOP,
    "start_bulk": START_BULK,
    "bulk_state": BULK_STATE,
}
