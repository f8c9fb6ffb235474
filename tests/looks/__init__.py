"""How what motxl makes is seen: the contrast of every text with what is behind it."""
