"""What can be asked of a programme: one verb a module.

A job is a function from a Book (or from what opens one) and options, a frozen dataclass, to a
result, a value that says what was done, what was left and why. It prints nothing, asks nobody and
knows no door: command line, buttons, page and scripts word its result. Long ones report how far
they are to a ``Progress``, which can stop them.
"""
