"""What each tile of the cockpit shows, assembled as frozen values from the metrics; one file a tile."""
