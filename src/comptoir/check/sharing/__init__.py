"""A stored report shown to whoever holds its link: with an end, and a password where one is wanted."""
