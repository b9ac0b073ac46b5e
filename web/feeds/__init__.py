"""Atom feeds: what changed in the data, and in the answer to a question, from one published version to the next."""
