"""What a company chooses of how its figures are read: the words of its brand, its audience source of record."""
