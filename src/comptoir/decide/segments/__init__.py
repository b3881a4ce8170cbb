"""Segments of customers that a company defines: who is in them, what they bring, to whom their addresses may go."""
