"""The facts: schemas and invariants, no input or output."""
