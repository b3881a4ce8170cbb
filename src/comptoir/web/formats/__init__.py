"""How pages write numbers and moments, where Django's own data differ from the rest of the product."""
