"""Where visits and orders came from: one engine for all sources, and the rules that every company begins with."""
