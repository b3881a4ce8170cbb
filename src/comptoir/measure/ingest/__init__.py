"""From staged rows to a new snapshot."""
