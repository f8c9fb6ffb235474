"""Text and its formatting, pure: normalisation for comparing, runs, colours."""
