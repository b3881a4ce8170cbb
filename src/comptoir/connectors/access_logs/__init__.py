"""Visits counted from the access logs of a web server. Addresses are never kept."""
