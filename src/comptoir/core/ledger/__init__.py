"""Rows of actions, changes, verdicts and track record. Their screens are act/plan and check/impact."""
