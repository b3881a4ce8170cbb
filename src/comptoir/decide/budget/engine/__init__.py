"""The account and its outlook. Pure: numbers in, numbers out."""
