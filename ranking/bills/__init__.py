"""What a workload's bill says beside a ranking: the price of either pole, of a choice, of leaving."""
