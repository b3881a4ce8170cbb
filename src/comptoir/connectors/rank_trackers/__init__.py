"""Exports of the tools that follow the positions of a site in unpaid results."""
