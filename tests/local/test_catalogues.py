"""Catalogues are compiled when they are newer than what was compiled from them, and only then."""

import gettext
import os

import pytest

from ai4t.local.catalogues import compile_changed


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "sl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    write(source, "Nadaljuj")
    return source


def write(source, translation):
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "Continue"\nmsgstr "{translation}"\n\n#, fuzzy\nmsgid "Sign in"\nmsgstr "Odjava"\n',
        encoding="utf-8",
    )


def read(compiled):
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    return [catalogue.gettext(text) for text in ("Continue", "Sign in")]


def test_new_catalogue_is_compiled_without_its_fuzzy_messages(source, tmp_path):
    [compiled] = compile_changed(tmp_path)
    assert (compiled, read(compiled)) == (source.with_suffix(".mo"), ["Nadaljuj", "Sign in"])


def test_unchanged_catalogue_is_left_alone(source, tmp_path):
    compile_changed(tmp_path)
    assert compile_changed(tmp_path) == []


def test_changed_catalogue_is_compiled_again(source, tmp_path):
    [compiled] = compile_changed(tmp_path)
    write(source, "Naprej")
    later = compiled.stat().st_mtime + 1
    os.utime(source, (later, later))
    assert read(*compile_changed(tmp_path)) == ["Naprej", "Sign in"]
