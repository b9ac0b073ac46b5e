"""Spreadsheets of a tender read: what a file holds is measured before any of it is loaded."""
