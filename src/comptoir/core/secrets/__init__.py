"""What others entrust to Comptoir (keys of shops and tools), encrypted at rest with a key outside the database."""
