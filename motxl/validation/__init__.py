"""Validation: rules, each a small unit of its own, the diagnostics they give, and their fixes."""
