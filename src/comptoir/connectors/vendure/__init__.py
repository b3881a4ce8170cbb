"""Vendure: its Admin API (GraphQL)."""
