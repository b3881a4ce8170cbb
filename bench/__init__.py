"""Measures of each named job, as a ratio within one run. `make bench` writes bench.json and docs/benchmarks.md."""
