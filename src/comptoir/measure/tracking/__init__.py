"""Watch of the measurement: when the audience tool begins to see fewer of the shop's own orders, or more."""
