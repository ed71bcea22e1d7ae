"""What is wrong with what was given, as opposed to with the program."""


class InputError(ValueError):
    """What was given cannot be used; the message says what, why and what to do, a line a fault."""
