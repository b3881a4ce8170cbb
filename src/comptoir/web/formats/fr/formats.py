"""French: the space between thousands that Babel writes too, and the hour after « à »."""

THOUSAND_SEPARATOR = "\N{NARROW NO-BREAK SPACE}"
DATETIME_FORMAT = r"j F Y \à H:i"
SHORT_DATETIME_FORMAT = r"d/m/Y \à H:i"
