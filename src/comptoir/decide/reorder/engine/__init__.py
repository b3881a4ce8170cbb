"""The mathematics of reordering: numbers in, numbers out."""
