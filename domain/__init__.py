"""What is allowed: frozen values and pure functions, without input, output or clock."""
