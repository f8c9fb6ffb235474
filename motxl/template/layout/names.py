"""Defined names of cells."""

from __future__ import annotations

from motxl.template.layout.columns import names_in


class Name:
    """Defined names of single cells."""

    TITRE = "titre"
    """Programme: the title above the table, repeated on each printed page"""
    TITRE_ACCUEIL = "titre_accueil"
    ANNEE = "annee"
    VERSION = "version"
    LEGENDE_1 = "legende_1"
    LEGENDE_2 = "legende_2"
    LEGENDE_3 = "legende_3"
    LEGENDE_4 = "legende_4"
    EXEMPLE_THEMES = "exemple_themes"
    """Accueil: an example whose cell font has the colour of references to themes"""
    EXEMPLE_JETONS = "exemple_jetons"
    COULEUR_THEMES = "couleur_themes"
    """Paramètres: the cell whose fill is the colour of references to themes"""
    COULEUR_JETONS = "couleur_jetons"
    NOTE_ADHERENTS = "note_adherents"
    NOTE_CONTACTS = "note_contacts"


NAMES = names_in(Name)
LEGENDES = (Name.LEGENDE_1, Name.LEGENDE_2, Name.LEGENDE_3, Name.LEGENDE_4)
