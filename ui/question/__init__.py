"""The first screen: the question on two days."""
