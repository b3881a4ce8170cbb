"""Long work that survives its worker."""
