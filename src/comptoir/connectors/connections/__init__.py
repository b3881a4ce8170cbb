"""The connections of a company to vendors' interfaces: what was entrusted, how far each has been read."""
