"""Price and promotion: what a discount costs, what it must sell, what the law and the stock allow."""
