"""The mathematics of what is put forward: numbers in, numbers out."""
