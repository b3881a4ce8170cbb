"""A Vendure shop: its packages are installed on first use, its catalogue and its orders come through its own API."""
