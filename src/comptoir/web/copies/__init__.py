"""Settings copied from one company to others, by a person who may edit both."""
