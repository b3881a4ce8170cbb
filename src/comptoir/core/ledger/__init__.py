"""Rows of the plan: actions now, later their changes, verdicts and track record. Their screens are act/plan and
check/impact; until those are there, decide/findings shows the list of actions."""
