"""One order known by two sources is one order: found, judged, and counted once."""
