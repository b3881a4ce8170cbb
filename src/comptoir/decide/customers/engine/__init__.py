"""Customers as numbers: purchases as counts, times and sums in, expectations, intervals and scores out. Pure."""
