"""Files that a team keeps itself: stock, costs, e-mail statistics, after-sales requests, parcels."""
