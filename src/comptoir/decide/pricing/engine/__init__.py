"""Pure: prices in, prices out."""
