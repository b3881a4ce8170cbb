"""Entrance for assistants (planned: see docs/roadmap.md)."""
