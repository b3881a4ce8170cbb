"""Planned: see docs/roadmap.md."""
