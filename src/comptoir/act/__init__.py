"""Plans and the changes that they write to channels."""
