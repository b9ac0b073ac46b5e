"""A workload, priced: what a use of the cloud costs at each offer, by the dated prices on file."""
