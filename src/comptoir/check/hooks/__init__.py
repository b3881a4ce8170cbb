"""What a company tells other programs by signed webhooks: alarms, the morning digest, reports, broken connections."""
