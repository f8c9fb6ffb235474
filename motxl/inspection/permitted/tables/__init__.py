"""What is permitted in each kind of part, in the notation of ``grammar``."""
