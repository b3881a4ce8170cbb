"""What gets lost on the way to purchase: where, since when, what it costs, and what may be the cause."""
