"""Amazon's marketplaces: what they keep. Their orders are read by the mapping `amazon`."""
