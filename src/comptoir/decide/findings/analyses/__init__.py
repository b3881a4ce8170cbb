"""The analyses: each asks metrics, lets an engine judge, and says what it noticed. Heavy: not for start-up."""
