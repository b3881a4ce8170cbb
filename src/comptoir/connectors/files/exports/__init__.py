"""Exports of tools: recognised by their headers, read by their layout."""
