"""Audience collector (planned: see docs/roadmap.md)."""
