"""What rooms share that tell visits one by one."""
