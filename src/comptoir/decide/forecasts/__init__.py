"""What the coming days will be: daily series, events, intervals."""
