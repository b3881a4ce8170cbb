"""What was seen from an evening of the past, kept: a second look at the same facts would see the same."""
