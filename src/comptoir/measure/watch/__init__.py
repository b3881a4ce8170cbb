"""Watch of the market (planned: see docs/roadmap.md)."""
