"""Every page, API route and command, tried by everybody: nothing crosses from one company to another."""
