"""The door of reports."""
