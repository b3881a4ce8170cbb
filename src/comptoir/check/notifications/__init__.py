"""What people want to be told by mail: the morning digest, alarms; and when they want to be left alone."""
