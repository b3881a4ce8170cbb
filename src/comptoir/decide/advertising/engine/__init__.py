"""Pure: amounts in, amounts out."""
