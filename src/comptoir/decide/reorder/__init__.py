"""Reorder: when products run out, what is missing until a delivery, what to order."""
