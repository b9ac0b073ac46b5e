"""Figures to SVG, PNG and PDF."""
