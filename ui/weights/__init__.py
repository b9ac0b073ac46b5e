"""The guided ways to weights."""
