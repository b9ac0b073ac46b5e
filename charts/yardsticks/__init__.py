"""Sheets of official frameworks."""
