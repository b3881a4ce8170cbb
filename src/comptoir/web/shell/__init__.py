"""What surrounds every page: navigation, choice of company, language and theme, errors."""
