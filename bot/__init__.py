"""How it is wired: the only package that knows everybody."""
