"""The advertising budget: what each campaign costs, what it is credited with, and what may be done about it."""
