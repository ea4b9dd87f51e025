"""Why a command could not do its work, in one sentence; and when the command itself was wrong."""


class Failed(Exception):
    """The command could not do its work."""


class WronglyUsed(Exception):
    """The command, or a setting it needs, is wrong."""
