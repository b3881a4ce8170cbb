"""What a company wants to reach, month by month, and where it will end."""
