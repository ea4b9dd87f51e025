"""Every Dutch word that a member can see lives under this package, never in code."""
