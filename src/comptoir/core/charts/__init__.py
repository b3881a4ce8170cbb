"""Chart specifications and their rendering to page, SVG and PNG."""
