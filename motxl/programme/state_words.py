"""What people call the states of an action, in French, English, German, Spanish and Italian.

A short list of words that can mean nothing else. What is not in it is not known.
"""

from __future__ import annotations

from collections.abc import Mapping

from motxl.text.normalise import normalise

TO_START, UNDER_WAY, DONE, POSTPONED, GIVEN_UP, STANDING, OPEN = (
    "to start", "under way", "done", "postponed", "given up", "standing", "open",
)  # fmt: skip
"""What a word means, the first six in the order of the workbook's own list; the last one says no
more than that an action is not finished"""
FINISHED = frozenset((DONE, GIVEN_UP))

_WORDS: Mapping[str, tuple[str, ...]] = {
    TO_START: (
        *("à lancer", "à faire", "à démarrer", "à commencer", "à engager", "à initier"),
        *("non commencé", "pas commencé", "non démarré", "pas démarré", "non engagé", "non lancé"),
        *("pas encore commencé", "non débuté"),
        *("to do", "todo", "to be done", "to be started", "not started", "not yet started"),
        *("nicht begonnen", "noch nicht begonnen", "zu erledigen", "nicht gestartet"),
        *("pendiente", "por hacer", "no iniciado", "da fare", "da avviare", "non iniziato"),
    ),
    UNDER_WAY: (
        *("en cours", "engagé", "démarré", "commencé", "lancé", "en cours de réalisation"),
        *("in progress", "under way", "underway", "started"),
        *("in arbeit", "in bearbeitung", "begonnen", "en curso", "in corso", "iniciado"),
    ),
    DONE: (
        *("réalisé", "terminé", "fait", "achevé", "finalisé", "fini", "clos", "clôturé", "soldé"),
        *("done", "completed", "complete", "finished", "closed"),
        *("abgeschlossen", "erledigt", "fertig", "beendet", "fertiggestellt"),
        *("hecho", "terminado", "finalizado", "realizado", "completado", "concluido"),
        *("fatto", "completato", "concluso", "terminato", "realizzato"),
    ),
    POSTPONED: (
        *("reporté", "différé", "ajourné", "décalé", "postponed", "deferred", "verschoben"),
        *("aplazado", "rinviato"),
    ),
    GIVEN_UP: (
        *("abandonné", "annulé", "supprimé", "abandoned", "cancelled", "canceled"),
        *("abgebrochen", "gestrichen", "cancelado", "abandonado", "annullato", "abbandonato"),
    ),
    STANDING: ("permanent", "en continu", "continu", "récurrent", "recurring", "dauerhaft"),
    OPEN: (
        *("en retard", "en attente", "bloqué", "suspendu", "en pause", "à l'étude"),
        *("late", "delayed", "overdue", "on hold", "blocked", "waiting", "open", "ongoing"),
        *("verzögert", "blockiert", "offen", "in verzug", "laufend"),
    ),
}
_MEANT = {normalise(word): meant for meant, words in _WORDS.items() for word in words}
_AGREES = ("e", "s", "es")
"""How a French word agrees with what it says: terminée, terminés, terminées"""


def meaning_of(word: str) -> str | None:
    """What a state means, whatever its case, accents and agreement; ``None`` where it is not
    known."""
    key = normalise(word).strip(" .:")
    endings = (ending for ending in _AGREES if key.endswith(ending))
    bare = (key.removesuffix(ending) for ending in endings)
    return _MEANT.get(key) or next((found for one in bare if (found := _MEANT.get(one))), None)
