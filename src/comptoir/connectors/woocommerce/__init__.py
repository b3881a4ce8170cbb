"""WooCommerce: its REST interface. Its exports have a mapping in connectors/files/presets."""
