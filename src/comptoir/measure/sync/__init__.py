"""Reading connections: what changed since the last time, on a rhythm, told plainly."""
