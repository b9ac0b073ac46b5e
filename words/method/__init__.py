"""The method in words: documents in both languages, and what fills their blanks."""
