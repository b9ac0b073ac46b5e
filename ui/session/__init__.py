"""The session: address, shared results, widgets, what only the browser knows."""
