"""Forms of one Slovenian word find each other, whether the list of lemmas has them or not."""

import pytest

from ai4t.collation import without_accents
from ai4t.searching.endings import stem
from ai4t.searching.lemmas import lemma, listed
from ai4t.searching.normalising import found_as, meant_by

PARADIGMS = """
učitelj učitelja učitelju učiteljem učitelji učiteljev učitelje učiteljih učiteljema
šola šole šoli šolo šol šolam šolah šolami šolama
dijakinja dijakinje dijakinji dijakinjo dijakinj dijakinjam dijakinjah dijakinjami dijakinjama
klepetalnik klepetalnika klepetalniku klepetalnikom klepetalniki klepetalnikov klepetalnike klepetalnikih klepetalnikoma
poziv poziva pozivu pozivom pozivi pozivov pozive pozivih pozivoma
algoritem algoritma algoritmu algoritmom algoritmi algoritmov algoritme algoritmih algoritmoma
podatek podatka podatku podatkom podatki podatkov podatke podatkih podatkoma
ocena ocene oceni oceno ocen ocenam ocenah ocenami ocenama
naloga naloge nalogi nalogo nalogam nalogah nalogami nalogama
otrok otroka otroku otrokom otroci otroke otrocih otroki otrokoma
človek človeka človeku človekom ljudje ljudi ljudem ljudeh ljudmi
učenje učenja učenju učenjem
razred razreda razredu razredom razredi razredov razrede razredih razredoma
navodilo navodila navodilu navodilom navodil navodilih navodili navodiloma
odgovor odgovora odgovoru odgovorom odgovori odgovorov odgovore odgovorih odgovoroma
sestra sestre sestri sestro sester sestram sestrah sestrami
okno okna oknu oknom oken oknih okni
orodje orodja orodju orodjem orodij orodjih orodji
leto leta letu letom letih leti
voda vode vodi vodo vodam vodah vodami
tema temo temam temah temami
kategorija kategorije kategoriji kategorijo kategorij kategorijam kategorijah
računalničar računalničarja računalničarju računalničarjem računalničarji računalničarjev računalničarjih
chatbot chatbota chatbotu chatbotom chatboti chatbotov chatbote chatbotih
Gemini Geminija Geminiju Geminijem
program programa programu programom programi programov programe programih
pristranskost pristranskosti pristranskostjo pristranskostih pristranskostim pristranskostmi
pristranski pristranskega pristranskemu pristranska pristransko pristranskih pristranskim pristranske
strojni strojnega strojnemu strojnim strojnem strojna strojne strojno strojnih strojnimi
nov novega novemu nova nove novo novih novim novimi
generativna generativne generativni generativno generativnega generativnih
preverjati preverjam preverjaš preverja preverjamo preverjate preverjajo preverjal preverjala preverjali preverjaj
generirati generiram generira generirajo generirali generirala generirano generirane
"""
APART = """
voda vod, šola solo, učenec učenje, učenka učenec, kapital kapitan, ocena ocenjevanje, naloga nalog, letalo leto,
model moden, program programer, klepetalnik klepetanje, dijakinja dijak, poziv pozivati, chatbot chat, algoritem ritem,
delo del, računalnik računalničar, stran stranka, tabela tableta, tablica tabla, mreža mrežnica, znanje znan, Gemini gem
"""


@pytest.mark.parametrize(
    "paradigm", [pytest.param(line.split(), id=line.split()[0]) for line in PARADIGMS.split("\n")[1:-1]]
)
@pytest.mark.parametrize("typed", [str, without_accents], ids=["as it is", "without accents"])
def test_every_form_of_a_word_finds_every_other(paradigm, typed):
    lost = [(asked, form) for asked in paradigm for form in paradigm if not finds(typed(asked), form)]
    assert lost == []


@pytest.mark.parametrize("pair", [pair.strip() for pair in APART.replace("\n", " ").split(",")])
def test_word_does_not_find_another_that_looks_alike(pair):
    asked, other = pair.split()
    assert not finds(asked, other)


def test_genitive_plural_may_be_of_either_word():
    assert finds("nalog", "naloga")
    assert finds("nalog", "nalogov")


def test_text_that_was_written_without_accents_is_found():
    assert finds("učencev", "ucenec")


def test_form_that_the_list_does_not_have_is_found_as_a_lemma_that_it_has():
    assert listed("pozivov") is None
    assert lemma("pozivov") == "poziv"
    assert found_as(["pozivov"], "sl") == "poziv"


def test_base_form_is_a_word_of_its_own_where_the_list_takes_it_for_a_form():
    assert [lemma(word) for word in ("voda", "leto", "izbira", "vod")] == ["voda", "leto", "izbira", "vod"]
    assert [lemma(word) for word in ("novo", "gosti", "pisal", "rečem")] == ["nov", "gost", "pisati", "reči"]


def test_stem_of_an_unknown_word_is_none_that_a_lemma_is_found_as():
    assert found_as(["chatbotov"], "sl") == "chatbot0"


@pytest.mark.parametrize("word", ["ai", "ov", "2024", "gpt4", "μηχανη", "a"])
def test_nothing_is_left_off_a_word_that_has_no_ending_to_lose(word):
    assert found_as([word], "sl").removesuffix("0") == word.removesuffix("0")


def test_ending_leaves_three_letters_at_least():
    assert [stem(word) for word in ("tanama", "tana", "ana", "ami")] == ["tan", "tan", "ana", "ami"]


def finds(asked: str, form: str) -> bool:
    return found_as([form], "sl") in meant_by(asked, "sl")
