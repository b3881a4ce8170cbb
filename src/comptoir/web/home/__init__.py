"""The page of whoever answers for several companies: which of them needs a look first, and why."""
