"""Merchandising: what to put forward this week, on the home page, in a category, in a newsletter."""
