"""Weighing: the scenario, the weighted total, the ranking, and why one offer stands above another."""
