"""Decisions: records that reproduce, and documented decisions replayed."""
