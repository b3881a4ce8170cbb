"""Mail out: an outbox, the journal of what was sent, and what came back."""
