"""Meta Ads: what campaigns on Facebook and Instagram cost and brought, by its exports."""
