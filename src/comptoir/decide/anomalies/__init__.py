"""Days that leave what was to be expected of them: alarms."""
