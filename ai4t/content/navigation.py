"""``.pages`` files, which give a folder its title and the order in it, and the menu texts of ``mkdocs.yml``."""

from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from django.utils.translation import gettext as _

from ai4t.content.decoding import decode
from ai4t.content.field_names import field_name
from ai4t.content.irregularities import Irregularities
from ai4t.content.yaml_reading import Word, YamlRefused, read_yaml

REST = "..."
_MOST_FIELDS = 50


@dataclass(frozen=True)
class Entry:
    """One place in the order: a file or folder name, or ``REST``; the title where the order gives one."""

    name: str
    line: int
    title: str = ""


@dataclass(frozen=True)
class Pages:
    """What a ``.pages`` file says about its folder."""

    path: str
    title: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Site:
    """What a ``mkdocs.yml`` says of the tree: name and description, also by language, and ``menu``: language -> title
    -> title. ``authors`` are names, ``licence`` is what it says of rights.
    """

    path: str = ""
    name: str = ""
    names: dict[str, str] = field(default_factory=dict)
    description: str = ""
    descriptions: dict[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    default_language: str = ""
    docs_folder: str = "docs"
    menu: dict[str, dict[str, str]] = field(default_factory=dict)

    def translated(self, title: str, language: str) -> str:
        return self.menu.get(language, {}).get(_same_title(title), "")


def read_pages(raw: bytes, *, path: str, language: str, faults: Irregularities) -> Pages:
    text, value = _read(raw, path, language, faults)
    if not isinstance(value, dict):
        return Pages(path)
    title, entries = "", []
    for key, content in islice(value.items(), _MOST_FIELDS):
        if key in {"nav", "arrange"}:
            entries = list(_entries(content, path, key.line, faults))
        elif field_name(key).name == "title" and isinstance(content, str):
            title = _text(content)
            if title != unescape(content) or text.splitlines()[key.line - 1][-1:].isspace():
                faults.note(path, key.line, "title-spaces", _("There are spaces too many in this title."))
        elif key not in {"order", "sort_type", "sort", "hide", "collapse", "collapse_single_pages"}:
            faults.note(
                path, key.line, "field-unknown", _("The field “%(field)s” is not known; it was kept.") % {"field": key}
            )
    return Pages(path, title, tuple(entries))


def read_site(raw: bytes, *, path: str, faults: Irregularities) -> Site:
    _text_of_file, value = _read(raw, path, "", faults)
    if not isinstance(value, dict):
        return Site(path)
    i18n = _plugin(value.get("plugins"), "i18n")
    languages = dict(_languages(i18n))
    default = next((code for code, options in languages.items() if _text(options.get("default")) == "true"), "")
    menus = {
        **{code: options.get("nav_translations") for code, options in languages.items()},
        **_dict(i18n.get("nav_translations")),
    }
    return Site(
        path,
        name=_text(value.get("site_name")),
        names=_by_language(languages, "site_name"),
        description=_text(value.get("site_description")),
        descriptions=_by_language(languages, "site_description"),
        authors=_authors(value),
        publisher=_text(_dict(value.get("extra")).get("publisher")),
        licence=_text(value.get("copyright")),
        default_language=_text(i18n.get("default_language"))
        or default
        or _text(_dict(value.get("theme")).get("language")),
        docs_folder=_text(value.get("docs_dir")) or "docs",
        menu={code.casefold(): menu for code, pairs in menus.items() if (menu := _menu(pairs))},
    )


def _authors(value: dict) -> tuple[str, ...]:
    """Those of ``extra.authors``, where each may be written as it is cited (Novak, Ana), else the names of MkDocs."""
    listed = _dict(value.get("extra")).get("authors")
    names = map(_text, listed) if isinstance(listed, list) else _text(value.get("site_author")).split(",")
    return tuple(name for part in names if (name := " ".join(part.split())))


def _by_language(languages: dict, option: str) -> dict[str, str]:
    return {code: text for code, options in languages.items() if (text := _text(options.get(option)))}


def _read(raw: bytes, path: str, language: str, faults: Irregularities) -> tuple[str, object]:
    decoded = decode(raw, path=path, language=language, faults=faults)
    if decoded is None:
        return "", None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        reading = read_yaml(text)
    except YamlRefused as refusal:
        faults.note(
            path, refusal.line, "yaml-broken", _("%(reason)s What could be read was kept.") % {"reason": refusal}
        )
        return text, dict(_title_line(text))
    for key in reading.repeated:
        faults.note(
            path, key.line, "field-repeated", _("“%(field)s” stands here twice; the first counts.") % {"field": key}
        )
    return text, reading.value


def _title_line(text: str):
    """What a broken ``.pages`` file is most often: one line with a title that YAML takes for something else."""
    for number, line in enumerate(text.splitlines(), start=1):
        key, colon, value = line.partition(":")
        if colon and field_name(key.strip()).name == "title":
            yield Word(key.strip(), number), Word(value.strip().strip("\"'"), number)
            return


def _entries(content, path: str, line: int, faults: Irregularities):
    for item in content if isinstance(content, list) else [content]:
        if isinstance(item, dict):
            for title, target in item.items():
                if isinstance(target, list):
                    faults.note(
                        path,
                        title.line,
                        "nav-nested",
                        _("Groups inside the order are not kept; their pages follow here."),
                    )
                    yield from _entries(target, path, title.line, faults)
                elif target:
                    yield from _entry(target, title, path, faults)
        elif item:
            yield from _entry(item, "", path, faults)


def _entry(target: Word, title: str, path: str, faults: Irregularities):
    name = target.strip().removeprefix("./").rstrip("/")
    if "://" in name:
        faults.note(path, target.line, "nav-link", _("The link %(link)s is no page of this tree.") % {"link": name})
    elif name.startswith(REST):
        yield Entry(REST, target.line)
    else:
        yield Entry(name, target.line, _text(title))


def _plugin(plugins, name: str) -> dict:
    for plugin in plugins if isinstance(plugins, list) else []:
        if isinstance(plugin, dict) and name in plugin:
            return _dict(plugin[name])
    return {}


def _languages(i18n: dict):
    """(code, options) of each language; the plugin's older form maps codes, its newer lists languages by ``locale``."""
    languages = i18n.get("languages")
    if isinstance(languages, dict):
        yield from ((code.casefold(), _dict(options)) for code, options in languages.items())
    for options in languages if isinstance(languages, list) else []:
        if locale := _text(_dict(options).get("locale")):
            yield locale.casefold(), options


def _menu(pairs) -> dict[str, str]:
    return {_same_title(title): _text(other) for title, other in _dict(pairs).items()}


def _same_title(title: str) -> str:
    return _text(title).casefold()


def _dict(value) -> dict:
    return value if isinstance(value, dict) else {}


def _text(value) -> str:
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""
