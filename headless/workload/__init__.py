"""Commands about a workload."""
