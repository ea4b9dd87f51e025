"""One catalogue per capability: the key of a text gives its Dutch."""
