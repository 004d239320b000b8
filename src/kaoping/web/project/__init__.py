"""project: settings, routes, home page."""
