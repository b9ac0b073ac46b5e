"""Dossiers of tenders, kept under a code that alone opens them."""
