"""The methods that exist here, by their name in small letters; every other one is not found."""

from sandbox.methods import changing, presenting, receiving, sending
from sandbox.methods.method import Method

METHODS: dict[str, Method] = {
    name.lower(): method
    for table in (sending.METHODS, changing.METHODS, presenting.METHODS, receiving.METHODS)
    for name, method in table.items()
}
