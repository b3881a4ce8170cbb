"""The store of facts: one Delta table per entity and company, read through snapshots."""
