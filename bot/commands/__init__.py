"""What the operator can ask for on the command line."""
