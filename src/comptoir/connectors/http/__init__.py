"""The one way out: HTTP with time-outs, bounds, patience and a guard against private addresses."""
