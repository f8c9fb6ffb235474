"""Open Packaging Conventions (ECMA-376 part 2): the zip archive, its parts, their relationships."""
