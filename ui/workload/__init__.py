"""The screen of what a workload costs."""
