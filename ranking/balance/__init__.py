"""The balance between two sides: trade-off, exact switch points, Pareto front."""
