"""Google Ads: what its campaigns cost and brought, by its exports."""
