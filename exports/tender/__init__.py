"""Sheets of a tender: templates and answer sheets out, spreadsheets in."""
