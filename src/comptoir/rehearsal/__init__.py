"""The product run against the simulated shop."""
