"""From facts to figures: store, import, metrics."""
