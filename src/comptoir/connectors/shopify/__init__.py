"""Shopify: its Admin interface in GraphQL. Its exports have mappings in connectors/files/presets."""
