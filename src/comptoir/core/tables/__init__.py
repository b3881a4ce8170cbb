"""Tables for people, and their export to CSV and Excel."""
