"""The pages: shell, settings, addresses, cockpit."""
