"""The mathematics of findings: numbers in, numbers out."""
