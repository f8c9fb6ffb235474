"""The domain, pure: codes, entries, references, borders, themes. No input, no output."""
