"""What whoever runs a server sets: read from its environment, checked whole before it starts."""
