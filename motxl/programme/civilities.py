"""The words that stand before a person's name, in the languages of members."""

WOMAN = frozenset(
    {"madame", "mme", "ms", "mrs", "frau", "sra", "senora", "signora", "sig.ra", "mevrouw"}
)
MAN = frozenset(
    {"monsieur", "m", "m.", "mr", "herr", "sr", "senor", "signor", "sig", "sig.", "heer"}
)
"""As ``normalise`` gives them"""
