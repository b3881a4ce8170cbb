"""Pure: conditions and masks in, members and counts out."""
