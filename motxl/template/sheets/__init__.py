"""The sheets of the template: one function each, which lays it out on a blank worksheet."""
