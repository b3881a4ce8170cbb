"""How rare a day is, and which days make an alarm. Pure."""
