"""Answers as JSON, one builder each: the command line and the interface for programs give the same objects."""
