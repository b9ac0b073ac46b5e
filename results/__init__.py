"""Results: what is computed for one scenario on the evidence."""
