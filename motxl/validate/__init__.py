"""Validation: rules, each a small unit of its own, and the diagnostics that they give."""
