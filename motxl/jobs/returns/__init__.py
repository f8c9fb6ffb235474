"""The parts of ``collect``: files that came back, whose answers they hold, what is new of them."""
