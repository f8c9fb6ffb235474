"""What can be asked of a programme: one verb a module.

A job is a function from a Book (or from what opens one) and options, keyword arguments or, where
there are many, a value, to a result, a value that says what was done, what was left and why. It
prints nothing, asks nobody and knows no door: command line, buttons, page and scripts word its
result. One that a door looks into before anything is written is cut in two: ``plan`` gives the
value that ``carry_out`` takes. A refusal is an error that carries what stands in the way; which
option helps is the door's to say. Long jobs report how far they are to a ``Progress``, which can
stop them.
"""
