"""Budget: the account from gross sales to contribution margin, planned, real, last year and foreseen."""
