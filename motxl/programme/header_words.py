"""What columns of programmes are called, in French, English, German, Spanish, Italian and
Portuguese."""

from __future__ import annotations

from collections.abc import Mapping

from motxl.programme.cellvalue import CellValue
from motxl.text.normalise import normalise

CODE, LABEL, TYPE, PILOT, DUE, STATE, BORDER = (
    "code", "label", "type", "pilot", "due", "state", "border",
)  # fmt: skip
"""What a column holds"""

_WORDS: Mapping[str, tuple[str, ...]] = {
    CODE: (
        *("axe", "axes", "code", "codes", "n", "n°", "nº", "no", "num", "numero", "numerotation"),
        *("indice", "rep", "repere", "fiche", "n° fiche", "n° de fiche", "fiche n°", "n° mesure"),
        *("n° action", "n° d'action", "n° de l'action"),
        *("axis", "number", "wbs", "wbs code", "item", "index", "id", "task id", "no."),
        *("outline number", "section", "clause", "#", "wp", "work package"),
        *(
            "lp",
            "lp.",
            "poz.",
            "nr",
            "nr.",
            "nummer",
            "lfd. nr.",
            "gliederung",
            "ziffer",
            "kennung",
            "psp-code",
            "psp",
        ),
        *("ref", "ref.", "reference"),
        *("codigo", "cod.", "cod", "clave", "partida", "referencia", "codice", "riferimento"),
    ),
    LABEL: (
        *("programme de travail", "plan d'action", "plan d'actions", "programme d'action"),
        *("programme d'actions", "feuille de route", "intitule", "libelle", "titre", "action"),
        *("actions", "mesure", "mesures", "activite", "activites", "tache", "taches", "projet"),
        *("designation", "description", "objectif", "objectifs", "critere", "nom"),
        *("intitule de l'action", "nom de l'action", "sous-objectif", "contenu"),
        *("engagement", "engagements", "exigence", "exigences", "indicateur", "indicateurs"),
        *("cible", "cibles", "orientation", "orientations"),
        *("commitment", "commitments", "goal", "goals", "target", "targets", "indicator"),
        *("indicators", "requirements", "deliverables", "milestones", "control", "controls"),
        *("indikator", "indikatoren", "anforderung", "anforderungen", "kriterium", "kriterien"),
        *("indicador", "indicadores", "indicatore", "indicatori", "requisiti"),
        *("intervento", "interventi", "doelstelling", "doelstellingen", "maatregel"),
        *("maatregelen", "actie", "acties", "omschrijving", "zadanie", "zadania", "dzialanie"),
        *("dzialania", "meta", "metas", "compromiso", "compromisos"),
        *("work programme", "work program", "work plan", "action plan", "title", "name", "task"),
        *("task name", "tasks", "activity", "activities", "measure", "measures", "objective"),
        *("objectives", "deliverable", "requirement", "criterion", "criteria", "milestone"),
        *("arbeitsprogramm", "aktionsplan", "massnahmenplan", "bezeichnung", "titel", "massnahme"),
        *("massnahmen", "ziel", "ziele", "aufgabe", "aufgaben", "vorhaben", "beschreibung"),
        *("vorgang", "vorgangsname", "arbeitspaket"),
        *("titulo", "descripcion", "resumen", "accion", "acciones", "medida", "medidas", "tarea"),
        *("tareas", "actividad", "actividades", "objetivo", "objetivos", "nombre", "concepto"),
        *("titolo", "descrizione", "azione", "azioni", "misura", "misure", "attivita", "compito"),
        *("obiettivo", "obiettivi", "denominazione", "descricao", "acao", "acoes", "tarefa"),
        *("tarefas", "atividade", "atividades", "nome", "requisito", "requisitos", "servico"),
    ),
    TYPE: ("type", "types", "nature", "kind", "art", "typ"),
    PILOT: (
        *("pilote", "pilotes", "pilotage", "responsable", "responsables", "porteur", "referent"),
        *("chef de file", "qui", "owner", "lead", "leader", "responsible", "assigned to", "who"),
        *("zustandig", "zustandigkeit", "verantwortlich", "verantwortung", "federfuhrung", "wer"),
    ),
    DUE: (
        *("echeance", "echeances", "calendrier", "delai", "delais", "date", "dates", "quand"),
        *("due", "due date", "deadline", "timeline", "schedule", "timing", "when", "end date"),
        *("termin", "termine", "frist", "zeitplan", "zeitraum", "bis wann", "falligkeit"),
    ),
    STATE: (
        *("etat", "etat d'avancement", "avancement", "statut", "suivi", "realisation"),
        *("status", "state", "progress", "stand", "umsetzungsstand", "fortschritt"),
    ),
    BORDER: ("frontiere", "frontieres", "border", "borders", "grenze", "grenzen"),
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}
# "Programme de travail 2026", "Plan d'action 2026-2028".
_TITLES = (
    *("programme de travail", "plan d'action", "programme d'action", "feuille de route"),
    *("work programme", "work program", "work plan", "action plan"),
    *("arbeitsprogramm", "aktionsplan", "massnahmenplan", "work breakdown"),
)
_CODES = ("code ", "codice ", "codigo ", "wbs ", "psp-code ")
# What stands in such a column is no code of a row, though it may look like one.
_NO_CODES = frozenset(
    (
        *("version", "versions", "revision", "rev", "date", "dates", "annee", "annees", "year"),
        *("jahr", "montant", "montants", "prix", "cout", "budget", "total", "amount", "price"),
        *("cost", "betrag", "kosten", "preis", "telephone", "tel", "tel.", "phone", "telefon"),
        *("note", "score", "predecesseur", "predecesseurs", "predecessor", "predecessors"),
        *(
            "dependencies",
            "dependances",
            "depends on",
            "vorganger",
            "abhangigkeit",
            "heure",
            "time",
        ),
        *("debut", "fin", "start", "end", "begin", "beginn", "ende", "einde", "inicio", "inizio"),
        *("fine", "anno", "ano", "jaar", "rok", "trimestre", "quarter", "quartal", "kwartaal"),
        *("ip", "address", "adresse", "quantite", "quantity", "menge", "page", "pages", "seite"),
        *("ancien code", "ancien n°", "old code", "duree", "duration", "dauer", "siret", "insee"),
        *("code postal", "zip", "plz", "%", "taux", "rate"),
        *("ligne", "n° de ligne", "line", "line number", "row", "row number", "zeile", "linea"),
        *("riga", "linha", "cantidad", "quantita", "quantidade", "precio", "prezzo", "preco"),
        *("importe", "importo", "valor", "fecha", "data"),
    )
)
# What somebody is to do: a list of these with who does them, and when, is a programme, even where
# its rows have but one number.
_DONE = (
    *("action", "mesure", "tache", "engagement", "activite", "measure", "task", "activit"),
    *("commitment", "massnahme", "aufgabe", "accion", "medida", "tarea", "azion", "misur"),
    *("fiche", "projet", "project", "projekt", "progett", "proyect", "zadan"),
    *("intervent", "maatregel", "actie", "acao", "acoes", "dzialani", "zadani"),
)
_MEASURES = ("(%)", "(€)", "€", "(k€)", "eur", "(jours)", "(h)")


def kind_of_header(value: CellValue) -> str | None:
    """What the column with a header holds; ``None`` where its words say nothing of it."""
    if not isinstance(value, str) or not 0 < len(value) <= 80:
        return None
    key = _key(value)
    found = _KINDS.get(key)
    if found is None and key.startswith(_TITLES):
        return LABEL
    is_short = key.startswith(_CODES) and len(key.split()) < 4
    if found is None and is_short and not denies_codes(value):
        return CODE  # "Codice LA", "Code action"
    if found is None and " / " in key:
        return next((kind for one in key.split(" / ") if (kind := _KINDS.get(one))), None)
    return found


def says_what_else(value: CellValue) -> bool:
    """Whether a header says that its column holds who does something, when, or how far it is."""
    return kind_of_header(value) in {PILOT, DUE, STATE, BORDER}


def says_what_is_done(value: CellValue) -> bool:
    """Whether the texts below a header are actions, tasks or commitments: what somebody is to
    do."""
    if not isinstance(value, str):
        return False
    key = _key(value)
    return key.startswith(_DONE) or key.endswith((" action", " actions", "l'action", "la mesure"))


_DEPENDS = (
    *("predecess", "depend", "prerequis", "vorgang", "abhangig", "depende de", "dipende"),
    *("precedente", "predecesor", "afhankelijk"),
)


def names_other_rows(value: CellValue) -> bool:
    """Whether a header says that its column names the rows on which a row depends."""
    is_text = isinstance(value, str)
    return is_text and _key(str(value)).startswith(_DEPENDS) and kind_of_header(value) is None


def is_programme_title(text: str) -> bool:
    """Whether the title of a sheet says that it is a programme."""
    key = normalise(text)
    return any(title in key for title in _TITLES)


def denies_codes(value: CellValue) -> bool:
    """Whether a header says that its column holds other things than codes: versions, amounts."""
    if not isinstance(value, str):
        return False
    key = _key(value)
    return key in _NO_CODES or key.endswith(_MEASURES)


def _key(value: str) -> str:
    return normalise(value.replace("_", " ")).strip(" :*").replace("ß", "ss")
