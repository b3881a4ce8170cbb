"""Comptoir: the open cockpit for those who answer for a company's online sales."""
