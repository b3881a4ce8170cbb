"""The ways to a purchase: where visits are lost, and which visits came before an order."""
