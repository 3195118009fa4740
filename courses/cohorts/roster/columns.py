"""What lists of people call the columns we need, and the languages their cells name."""

import re
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import gettext as _

from ai4t.collation import without_accents

# As schools and ministries write them, and as Excel, Google, Outlook, Moodle and Teams export them.
_HEADINGS = {
    "address": """
        email e_mail mail email_address e_mail_address mail_address emailaddress primary_email upn user_principal_name
        your_email your_email_address username_email address_email
        courriel adresse_e_mail adresse_email adresse_mail adresse_courriel adresse_de_courriel adresse_electronique
        mel adresse_de_messagerie e_mail_adresse mailadresse email_adresse emailadresse e_mailadresse mail_adresse
        indirizzo_e_mail indirizzo_email indirizzo_mail indirizzo_di_posta_elettronica posta_elettronica indirizzo_posta
        e_naslov enaslov e_posta eposta elektronski_naslov elektronska_posta naslov_e_poste e_postni_naslov
        elektronski_postni_naslov
    """,
    "name": """
        name full_name fullname display_name participant participant_name teacher person your_name name_and_surname
        nom_complet nom_et_prenom nom_prenom prenom_et_nom prenom_nom participant_e enseignant
        vollstandiger_name vor_und_nachname vorname_nachname vorname_und_nachname name_vorname anzeigename teilnehmer
        teilnehmerin teilnehmende teilnehmer_in
        nome_completo nome_e_cognome cognome_e_nome nome_cognome cognome_nome nominativo partecipante docente
        ime_in_priimek priimek_in_ime ime_priimek priimek_ime polno_ime udelezenec udelezenka udelezenec_ka ucitelj
    """,
    "first_name": """
        first_name firstname given_name givenname forename prenom vorname nome ime
    """,
    "last_name": """
        last_name lastname surname family_name familyname nom nom_de_famille nachname familienname zuname cognome
        priimek
    """,
    "language": """
        language lang preferred_language langue langue_preferee sprache bevorzugte_sprache lingua lingua_preferita
        jezik zeljeni_jezik
    """,
}
_COLUMN_OF = {heading: column for column, headings in _HEADINGS.items() for heading in headings.split()}
# The languages in whose words lists come; Django's own catalogues name languages in all of them.
_WORDS_OF = ("en", "fr", "de", "it", "sl")


def column_of(heading: str) -> str | None:
    """Google and Moodle write a number or a remark behind a heading: “E-mail 1 - Value”, “Name (as on the list)”."""
    plain = re.sub(r"\(.*?\)|\[.*?\]", " ", heading)
    return _COLUMN_OF.get(_slug(plain)) or _COLUMN_OF.get(re.sub(r"(_\d+)?(_value)?$", "", _slug(plain)))


def is_heading(cells: list[str]) -> bool:
    """A row that names a column of addresses, and is none of addresses itself."""
    return any(column_of(cell) == "address" for cell in cells) and not any("@" in cell for cell in cells)


def language_of(cell: str, opened: dict[str, str]) -> str | None:
    """The code of the opened language that ``cell`` names: “sl”, “sl-SI”, “slovenščina”, “Slovenian”; None if none."""
    said = _slug(cell)
    code = _codes_by_name().get(said) or said.partition("_")[0]
    if code in opened:
        return code
    return next((code for code, own_name in opened.items() if _slug(own_name) == said), None)


def name_of(column: str) -> str:
    """What a person calls the column, for sentences about one that is missing."""
    return {
        "address": _("E-mail"),
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "language": _("Language"),
    }[column]


@cache
def _codes_by_name() -> dict[str, str]:
    codes = {}
    for words in _WORDS_OF:
        with translation.override(words):
            for code, _own_name in settings.LANGUAGES:
                codes[_slug(translation.gettext(LANG_INFO[code]["name"]))] = code
    return codes


def _slug(text: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", without_accents(text)))
