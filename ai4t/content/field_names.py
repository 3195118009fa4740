"""Names of the fields of a text: one word of ours for each, whatever the author wrote, in whichever language.

Known words are in the table below. A word close to a known one is taken for it and reported; any other field is kept
under the name it has and reported, so nothing that an author wrote is lost.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

# The first word of a line is ours. Words are compared without accents, case, spaces, hyphens and underscores.
_WORDS = """
id: identifier, identifiant, identifikator, identificatore, identificativo, identificador, identyfikator,
    kennung, oznaka, key, uid, معرف, المعرف, מזהה
title: titre, titel, titolo, naslov, názov, název, nadpis, tytuł, título, titulek, rubrik, tittel, otsikko, pealkiri,
    virsraksts, nosaukums, pavadinimas, cím, titlu, titlul, заглавие, назва, заголовок, наслов, τίτλος, teideal, titlu,
    titull, títol, titill, başlık, عنوان, العنوان, כותרת
description: descriptif, résumé, summary, abstract, beschreibung, zusammenfassung, descrizione, opis, popis,
    descripción, descrição, descripció, beschrijving, beskrivning, beskrivelse, kuvaus, kirjeldus, apraksts, aprašymas,
    leírás, descriere, описание, опис, περιγραφή, cur síos, deskrizzjoni, përshkrim, lýsing, açıklama, وصف, الوصف, תיאור
type: typ, tipo, tip, tips, tyyppi, tüüp, tipas, típus, vrsta, druh, kind, art, rodzaj, вид, тип, τύπος, cineál,
    tür, tegund, lloj, نوع, النوع, סוג
contributor: contributors, author, authors, contributeur, contributeurs, contributrice, auteur, auteurs, autrice,
    mitwirkende, mitwirkender, beitragende, beitragender, autor, autoren, autorin, autorinnen, verfasser, contributore,
    contributori, collaboratore, collaboratori, autore, autori, sodelavec, sodelavka, sodelavci, avtor, avtorica,
    avtorji, prispievateľ, prispievatelia, autorka, přispěvatel, přispěvatelé, autoři, suradnik, suradnici,
    doprinositelj, współautor, autorzy, colaborador, colaboradores, autores, contribuidor, contribuidores, bijdrager,
    bidragsgivare, medverkande, bidragsyder, bidragsyter, forfatter, författare, tekijä, tekijät, autorius, autoriai,
    autors, közreműködő, szerző, szerzők, colaborator, colaboratori, автор, автори, συγγραφέας, συντελεστής, údar,
    awtur, yazar, höfundur, مؤلف, المؤلف, مساهم, المساهم, المساهمون, מחבר, מחברים
licence: license, licences, licenza, lizenz, licenca, licencia, licença, llicència, licentie, licens, lisens, lisenssi,
    litsents, licencja, licență, лиценз, лиценца, ліцензія, άδεια, ceadúnas, liċenzja, lisans, leyfi, rights, droits,
    rechte, diritti, pravice, derechos, direitos, ترخيص, الترخيص, رخصة, الرخصة, רישיון
date: datum, data, dato, dátum, fecha, päiväys, päivämäärä, kuupäev, datums, дата, датум, ημερομηνία, dáta, tarih,
    dagsetning, created, تاريخ, التاريخ, תאריך
modified: updated, last modified, modifié, modifiée, mise à jour, geändert, aktualisiert, modificato, aggiornato,
    spremenjeno, posodobljeno, upravené, zmenené, aktualizované, změněno, upraveno, zmodyfikowano, modificado,
    atualizado, actualizado, gewijzigd, bijgewerkt, ändrad, ændret, endret, izmijenjeno, módosítva
subject: sujet, matière, thème, topic, thema, betreff, fach, oggetto, argomento, soggetto, materia, tema, téma, predmet,
    předmět, temat, asunto, assunto, onderwerp, ämne, emne, aihe, teema, temats, tárgy, subiect, предмет, θέμα, ábhar,
    konu, موضوع, الموضوع, נושא
language: lang, langue, sprache, lingua, jezik, jazyk, język, idioma, llengua, taal, språk, sprog, kieli, keel, valoda,
    kalba, nyelv, limbă, limba, език, мова, јазик, γλώσσα, teanga, lingwa, dil, tungumál, gjuha, لغة, اللغة, שפה
minutes: duration, time, reading time, estimated time, durée, temps, dauer, zeit, lesezeit, durata, tempo, trajanje,
    čas, trvanie, trvání, délka, doba, czas, czas trwania, duración, tiempo, duração, duur, varaktighet, varighed,
    varighet, kesto, kestus, ilgums, trukmė, időtartam, durată, продължителност, тривалість, διάρκεια, fad, süre,
    مدة, المدة, משך
publisher: éditeur, herausgeber, editore, založnik, vydavateľ, vydavatel, wydawca, editor, utgivare, udgiver
hide: masquer, verbergen, nascondi, skrij, skryť, skrýt, ukryj, ocultar
template: modèle, vorlage, modello, predloga, šablóna, šablona, szablon, plantilla, modelo, layout
change: changes, what changed, changements, änderung, änderungen, cambiamento, cambiamenti, sprememba, spremembe
review: review by, review on, à revoir, revoir le, prüfen bis, überprüfen bis, da rivedere, rivedere entro, pregled do
tags: étiquettes, schlagwörter, etichette, keywords, mots-clés, stichwörter, parole chiave, ključne besede,
    kľúčové slová, klíčová slova, značky, etiquetas
"""
CLOSE_ENOUGH = 0.88


@dataclass(frozen=True)
class FieldName:
    """Our word for a field; ``how`` is exact, translated, misspelt or unknown (then ``name`` is the author's own)."""

    name: str
    how: str


@lru_cache(maxsize=4096)
def field_name(written: str) -> FieldName:
    bare = _bare(written)
    if written in _OURS:
        return FieldName(written, "exact")
    if name := _KNOWN.get(bare):
        return FieldName(name, "misspelt" if bare == name else "translated")
    if len(bare) > 3 and (close := get_close_matches(bare, _KNOWN, n=1, cutoff=CLOSE_ENOUGH)):
        return FieldName(_KNOWN[close[0]], "misspelt")
    return FieldName(written.strip(), "unknown")


def known_words() -> list[str]:
    """Every word of the table as written, the longest first."""
    return sorted({word for words in _TABLE.values() for word in words}, key=lambda word: (-len(word), word))


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.strip().casefold())
    return re.sub(r"[\s_-]+", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _table() -> dict[str, list[str]]:
    table = {}
    for line in re.sub(r"\n\s+", " ", _WORDS).strip().splitlines():
        name, _colon, words = line.partition(":")
        table[name] = [name, *(word.strip() for word in words.split(","))]
    return table


_TABLE = _table()
_OURS = frozenset(_TABLE)
_KNOWN = {_bare(word): name for name, words in reversed(_TABLE.items()) for word in words}
