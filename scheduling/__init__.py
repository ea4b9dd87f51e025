"""When it happens: a few ticks without a memory of their own."""
