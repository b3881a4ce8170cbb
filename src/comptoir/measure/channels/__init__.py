"""The rules by which a company says what is which channel, and their application to what is loaded."""
