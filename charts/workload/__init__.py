"""Tables of what a workload costs."""
