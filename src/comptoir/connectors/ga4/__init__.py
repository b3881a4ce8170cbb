"""Google Analytics 4: days of sessions that it saw, by its exports."""
