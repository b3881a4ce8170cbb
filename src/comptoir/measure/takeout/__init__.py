"""A company taken away whole, in open formats, and brought into another installation."""
