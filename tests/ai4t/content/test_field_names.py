import pytest

from ai4t.content.field_names import FieldName, field_name


@pytest.mark.parametrize(
    ("written", "name", "how"),
    [
        ("title", "title", "exact"),
        ("contributor", "contributor", "exact"),
        ("Contributor", "contributor", "misspelt"),
        ("contibutor", "contributor", "misspelt"),
        ("ontributor", "contributor", "misspelt"),
        ("descripton", "description", "misspelt"),
        ("contributeur", "contributor", "translated"),
        ("Mitwirkende", "contributor", "translated"),
        ("Authors", "contributor", "translated"),
        ("prispievateľ", "contributor", "translated"),
        ("prispievatel", "contributor", "translated"),
        ("sodelavec", "contributor", "translated"),
        ("titre", "title", "translated"),
        ("Titel", "title", "translated"),
        ("titolo", "title", "translated"),
        ("naslov", "title", "translated"),
        ("názov", "title", "translated"),
        ("NÁZOV", "title", "translated"),
        ("עברית", "עברית", "unknown"),
        ("כותרת", "title", "translated"),
        ("العنوان", "title", "translated"),
        ("popis", "description", "translated"),
        ("opis", "description", "translated"),
        ("Beschreibung", "description", "translated"),
        ("descrizione", "description", "translated"),
        ("typ", "type", "translated"),
        ("vrsta", "type", "translated"),
        ("licencia", "licence", "translated"),
        ("license", "licence", "translated"),
        ("Lizenz", "licence", "translated"),
        ("durée", "minutes", "translated"),
        ("trajanje", "minutes", "translated"),
        ("šablóna", "template", "translated"),
        ("skryť", "hide", "translated"),
        ("audience", "audience", "unknown"),
        ("x", "x", "unknown"),
    ],
)
def test_field_name_is_ours_or_the_authors_own(written, name, how):
    assert field_name(written) == FieldName(name, how)
