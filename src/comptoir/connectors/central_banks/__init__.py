"""Reference rates of currencies, as central banks publish them."""
