"""Files of an official framework."""
