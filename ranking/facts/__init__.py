"""Facts: data files read and checked, what was known on a day, must-haves."""
