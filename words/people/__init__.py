"""Weights and people in words."""
