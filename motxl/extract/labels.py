"""The fixed texts of an extract, in the languages of members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motxl.extract.words import DEFAULT, takes_singular
from motxl.text.normalise import normalise

STATES = ("À lancer", "En cours", "Réalisé", "Reporté", "Abandonné", "Permanent")
"""As the workbook writes them; a state that is none of these is shown as it stands"""

_NUMBER_OF_STATE = {normalise(name): number for number, name in enumerate(STATES)}


@dataclass(frozen=True)
class Labels:
    """The texts of one language. ``{}`` stands for a year, a name or a date."""

    language: str
    title: str
    extract_for: str
    version: str
    day: str
    """How dates are written, as ``date.strftime`` takes it"""
    colon: str
    """With the blank before it that a language wants"""
    months: str
    """The names of the twelve months, parted by blanks"""
    quarter: str
    direct: str
    no_direct: str
    common: str
    code: str
    label: str
    border: str
    calendar: str
    state: str
    reason: str
    by_axis: str
    axis: str
    coming: tuple[str, str]
    """Before one, and before several"""
    jetons: str
    attributed: str
    reserved: str
    spent: str
    left: str
    services: tuple[str, str]
    contact: str
    since: str
    """Since which version; then how many lines are new, changed and gone"""
    new_lines: tuple[str, str]
    """One, and several; ``{}`` is their number"""
    changed_lines: tuple[str, str]
    gone_lines: tuple[str, str]
    new: str
    """Of one line"""
    changed: str
    gone: tuple[str, str]
    """Title of those that are gone"""
    states: tuple[str, ...]
    """In the order of ``STATES``"""

    def counted(self, forms: tuple[str, str], number: int) -> str:
        """``1 nouvelle ligne``, ``2 nouvelles lignes``."""
        one, several = forms
        return (one if takes_singular(self.language, number) else several).format(number)

    def state_in_words(self, state: str) -> str:
        number = _NUMBER_OF_STATE.get(normalise(state)) if state else None
        return state if number is None else self.states[number]

    def date_in_words(self, day: date, precision: str = "") -> str:
        """A day or, as far as it is known, a month, a quarter, a year."""
        match normalise(precision):
            case "mois":
                return f"{self.months.split()[day.month - 1]} {day.year}"
            case "trimestre":
                return f"{self.quarter.format((day.month + 2) // 3)} {day.year}"
            case "annee":
                return str(day.year)
        return day.strftime(self.day)


LABELS: Mapping[str, Labels] = {
    "fr": Labels(
        language="fr",
        title="Programme de travail {}",
        extract_for="Extrait pour {}",
        version="Version du {}",
        day="%d/%m/%Y",
        colon="\N{NO-BREAK SPACE}:",
        months="janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre",
        quarter="T{}",
        direct="Ce qui vous concerne directement",
        no_direct="Aucune ligne ne vous vise en particulier.",
        common="Actions communes",
        code="Axe",
        label="Programme de travail",
        border="Frontière",
        calendar="Calendrier",
        state="État d’avancement",
        reason="Pourquoi vous",
        by_axis="Vos lignes par axe",
        axis="Axe {}",
        coming=("Prochaine date", "Prochaines dates"),
        jetons="Vos jetons",
        attributed="Attribués",
        reserved="Réservés",
        spent="Consommés",
        left="Restants",
        services=("Prestation qui vous est ouverte", "Prestations qui vous sont ouvertes"),
        contact="Votre contact",
        since="Depuis la version du {}",
        new_lines=("{} nouvelle ligne", "{} nouvelles lignes"),
        changed_lines=("{} ligne modifiée", "{} lignes modifiées"),
        gone_lines=("{} ligne retirée", "{} lignes retirées"),
        new="NOUVEAU",
        changed="MODIFIÉ",
        gone=("Ligne retirée", "Lignes retirées"),
        states=("À lancer", "En cours", "Réalisé", "Reporté", "Abandonné", "Permanent"),
    ),
    "en": Labels(
        language="en",
        title="Work programme {}",
        extract_for="Extract for {}",
        version="Version of {}",
        day="%d/%m/%Y",
        colon=":",
        months="January February March April May June "
        "July August September October November December",
        quarter="Q{}",
        direct="What concerns you directly",
        no_direct="No line is aimed at you in particular.",
        common="Activities for all members",
        code="Axis",
        label="Work programme",
        border="Border",
        calendar="Calendar",
        state="Progress",
        reason="Why you",
        by_axis="Your lines by axis",
        axis="Axis {}",
        coming=("Coming date", "Coming dates"),
        jetons="Your jetons",
        attributed="Allocated",
        reserved="Reserved",
        spent="Spent",
        left="Left",
        services=("Service open to you", "Services open to you"),
        contact="Your contact",
        since="Since the version of {}",
        new_lines=("{} new line", "{} new lines"),
        changed_lines=("{} changed line", "{} changed lines"),
        gone_lines=("{} removed line", "{} removed lines"),
        new="NEW",
        changed="CHANGED",
        gone=("Removed line", "Removed lines"),
        states=("To be started", "In progress", "Done", "Postponed", "Abandoned", "Ongoing"),
    ),
    "de": Labels(
        language="de",
        title="Arbeitsprogramm {}",
        extract_for="Auszug für {}",
        version="Fassung vom {}",
        day="%d.%m.%Y",
        colon=":",
        months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        quarter="Q{}",
        direct="Was Sie direkt betrifft",
        no_direct="Keine Zeile richtet sich besonders an Sie.",
        common="Gemeinsame Maßnahmen",
        code="Achse",
        label="Arbeitsprogramm",
        border="Grenze",
        calendar="Zeitplan",
        state="Stand",
        reason="Warum Sie",
        by_axis="Ihre Zeilen nach Achse",
        axis="Achse {}",
        coming=("Nächster Termin", "Nächste Termine"),
        jetons="Ihre Jetons",
        attributed="Zugeteilt",
        reserved="Reserviert",
        spent="Verbraucht",
        left="Übrig",
        services=("Leistung, die Ihnen offensteht", "Leistungen, die Ihnen offenstehen"),
        contact="Ihr Kontakt",
        since="Seit der Fassung vom {}",
        new_lines=("{} neue Zeile", "{} neue Zeilen"),
        changed_lines=("{} geänderte Zeile", "{} geänderte Zeilen"),
        gone_lines=("{} entfallene Zeile", "{} entfallene Zeilen"),
        new="NEU",
        changed="GEÄNDERT",
        gone=("Entfallene Zeile", "Entfallene Zeilen"),
        states=("Geplant", "In Arbeit", "Erledigt", "Verschoben", "Aufgegeben", "Laufend"),
    ),
    "es": Labels(
        language="es",
        title="Programa de trabajo {}",
        extract_for="Extracto para {}",
        version="Versión del {}",
        day="%d/%m/%Y",
        colon=":",
        months="enero febrero marzo abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre",
        quarter="T{}",
        direct="Lo que les concierne directamente",
        no_direct="Ninguna línea se dirige a ustedes en particular.",
        common="Acciones comunes",
        code="Eje",
        label="Programa de trabajo",
        border="Frontera",
        calendar="Calendario",
        state="Avance",
        reason="Por qué ustedes",
        by_axis="Sus líneas por eje",
        axis="Eje {}",
        coming=("Próxima fecha", "Próximas fechas"),
        jetons="Sus jetons",
        attributed="Asignados",
        reserved="Reservados",
        spent="Consumidos",
        left="Restantes",
        services=("Servicio a su disposición", "Servicios a su disposición"),
        contact="Su contacto",
        since="Desde la versión del {}",
        new_lines=("{} línea nueva", "{} líneas nuevas"),
        changed_lines=("{} línea modificada", "{} líneas modificadas"),
        gone_lines=("{} línea retirada", "{} líneas retiradas"),
        new="NUEVO",
        changed="MODIFICADO",
        gone=("Línea retirada", "Líneas retiradas"),
        states=("Por iniciar", "En curso", "Realizado", "Aplazado", "Abandonado", "Permanente"),
    ),
    "it": Labels(
        language="it",
        title="Programma di lavoro {}",
        extract_for="Estratto per {}",
        version="Versione del {}",
        day="%d/%m/%Y",
        colon=":",
        months="gennaio febbraio marzo aprile maggio giugno "
        "luglio agosto settembre ottobre novembre dicembre",
        quarter="T{}",
        direct="Ciò che vi riguarda direttamente",
        no_direct="Nessuna riga è rivolta a voi in particolare.",
        common="Azioni comuni",
        code="Asse",
        label="Programma di lavoro",
        border="Frontiera",
        calendar="Calendario",
        state="Avanzamento",
        reason="Perché voi",
        by_axis="Le vostre righe per asse",
        axis="Asse {}",
        coming=("Prossima data", "Prossime date"),
        jetons="I vostri jetons",
        attributed="Attribuiti",
        reserved="Riservati",
        spent="Utilizzati",
        left="Rimanenti",
        services=("Servizio a vostra disposizione", "Servizi a vostra disposizione"),
        contact="Il vostro contatto",
        since="Dalla versione del {}",
        new_lines=("{} riga nuova", "{} righe nuove"),
        changed_lines=("{} riga modificata", "{} righe modificate"),
        gone_lines=("{} riga eliminata", "{} righe eliminate"),
        new="NUOVO",
        changed="MODIFICATO",
        gone=("Riga eliminata", "Righe eliminate"),
        states=("Da avviare", "In corso", "Realizzato", "Rinviato", "Abbandonato", "Permanente"),
    ),
    "nl": Labels(
        language="nl",
        title="Werkprogramma {}",
        extract_for="Uittreksel voor {}",
        version="Versie van {}",
        day="%d-%m-%Y",
        colon=":",
        months="januari februari maart april mei juni "
        "juli augustus september oktober november december",
        quarter="K{}",
        direct="Wat u rechtstreeks aangaat",
        no_direct="Geen enkele regel is in het bijzonder op u gericht.",
        common="Gemeenschappelijke acties",
        code="As",
        label="Werkprogramma",
        border="Grens",
        calendar="Kalender",
        state="Voortgang",
        reason="Waarom u",
        by_axis="Uw regels per as",
        axis="As {}",
        coming=("Komende datum", "Komende data"),
        jetons="Uw jetons",
        attributed="Toegekend",
        reserved="Gereserveerd",
        spent="Gebruikt",
        left="Over",
        services=("Dienst die voor u openstaat", "Diensten die voor u openstaan"),
        contact="Uw contact",
        since="Sinds de versie van {}",
        new_lines=("{} nieuwe regel", "{} nieuwe regels"),
        changed_lines=("{} gewijzigde regel", "{} gewijzigde regels"),
        gone_lines=("{} vervallen regel", "{} vervallen regels"),
        new="NIEUW",
        changed="GEWIJZIGD",
        gone=("Vervallen regel", "Vervallen regels"),
        states=("Te starten", "Lopend", "Afgerond", "Uitgesteld", "Stopgezet", "Doorlopend"),
    ),
}


def labels_in(language: str) -> Labels:
    """The texts of a language (``de``, ``de-CH``, ``DE``); French for one that is not known."""
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return LABELS.get(code, LABELS[DEFAULT])
