"""Who agreed to be written to, for which purpose, on which ground, since when: proof, and what exports ask."""
