"""The catalogue of metrics: pure data, reviewed in one place."""
