"""The look of what leaves: name, logo, colours, sender."""
