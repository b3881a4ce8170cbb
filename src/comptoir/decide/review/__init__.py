"""The morning page: what changed and why, where the month lands, what is worth doing, what is late."""
