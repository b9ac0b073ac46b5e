"""What all pictures share: colours, letters, labels, axes."""
