"""What the room announces to rooms of the floors above."""

from django.dispatch import Signal

kept = Signal()
"""A look at a company (`scope`) was kept: alarms may be new."""
