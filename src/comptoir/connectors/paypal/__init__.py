"""PayPal: the transfers to the bank among its activity."""
