"""What the orders of shops have in common: an order in the shop's own terms becomes rows of facts."""
