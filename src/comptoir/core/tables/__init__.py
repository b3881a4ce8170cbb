"""Tables of figures: on the page, and as CSV or Excel."""
