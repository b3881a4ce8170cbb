"""The mappings of a company: proposed for a file, saved for the next one, deleted, taken back."""
