"""How a person reads figures: which days, compared with what, in which words. Shared by every page of figures."""
