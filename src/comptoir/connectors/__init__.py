"""One room per vendor: what it sends is mapped to entities here."""
