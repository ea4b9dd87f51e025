"""What is kept: tables, queries, encryption and migrations; the only SQL."""
