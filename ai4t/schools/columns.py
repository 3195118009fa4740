"""What the national registers call the columns we need, and the kinds of school we tell apart."""

import re

from ai4t.collation import without_accents
from ai4t.models import School

REQUIRED = ("national_id", "name")
COLUMNS = (*REQUIRED, "town", "kind")

_HEADINGS = {
    "national_id": """
        national_id id school_id roll_number official_school_code code numero_uai uai identifiant_de_l_etablissement
        schulnummer schul_id dienststellennummer codice_scuola codicescuola codice_meccanografico
        maticna_stevilka sifra_zavoda id_zavoda
    """,
    "name": """
        name school_name school official_school_name nom nom_etablissement nom_de_l_etablissement appellation_officielle
        schulname bezeichnung denominazione denominazione_scuola denominazionescuola nome naziv naziv_zavoda ime
    """,
    "town": """
        town city town_city locality commune nom_commune ville localite ort stadt gemeinde
        comune descrizione_comune descrizionecomune citta kraj mesto posta obcina
    """,
    "kind": """
        kind type school_type school_level nature type_etablissement type_de_l_etablissement schulform schulart
        tipologia tipo_scuola descrizionetipologiagradoistruzionescuola vrsta vrsta_zavoda tip
    """,
}
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split()}

_KINDS = {
    School.Kind.LOWER_SECONDARY: """
        lower_secondary college mittelschule realschule sekundarschule scuola_secondaria_di_primo_grado
        scuola_primo_grado osnovna_sola
    """,
    School.Kind.UPPER_SECONDARY: """
        upper_secondary upper_secondary_general secondary post_primary
        lycee lycee_general lycee_general_et_technologique lycee_polyvalent lycee_classique
        gymnasium liceo scuola_secondaria_di_secondo_grado gimnazija splosna_gimnazija
    """,
    School.Kind.VOCATIONAL: """
        vocational lycee_professionnel lycee_technique berufsschule berufskolleg berufliche_schule
        istituto_professionale istituto_tecnico srednja_poklicna_sola srednja_strokovna_sola
    """,
    School.Kind.OTHER: "other autre andere altro drugo",
}
_KIND_OF = {alias: kind for kind, aliases in _KINDS.items() for alias in aliases.split()}


def column_of(heading: str) -> str | None:
    return _COLUMN_OF.get(_slug(heading))


def kind_of(cell: str) -> School.Kind | None:
    """The kind that ``cell`` names in one of our languages; an empty cell is another kind, an unknown one None."""
    return _KIND_OF.get(_slug(cell)) if cell else School.Kind.OTHER


def _slug(text: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", without_accents(text)))
