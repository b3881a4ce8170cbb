"""The catalogue of metrics and the engine that computes them."""
