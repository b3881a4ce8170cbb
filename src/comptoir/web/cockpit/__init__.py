"""The first screen: how are we, why, what now."""
