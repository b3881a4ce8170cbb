"""Why it moved, what is coming, who buys, what to do about it."""
