"""A simulated shop's files, as the tools of a French team write them."""

from comptoir.simulator.exports.writing import LAYOUTS, USUAL, write

__all__ = ["LAYOUTS", "USUAL", "write"]
