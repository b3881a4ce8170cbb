"""What the actions gave; reports; compliance."""
