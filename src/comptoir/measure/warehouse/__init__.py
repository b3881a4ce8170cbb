"""The store of facts: Delta Lake tables per company and entity, read through named snapshots."""
