"""The trail of every verb."""
