"""The pages of companies."""
