"""Real shops that the slow tests start on this machine."""
