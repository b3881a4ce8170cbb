"""What forecasts compute with: numbers in, numbers out. Pure."""
