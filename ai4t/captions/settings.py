"""Where a cue stands on the picture: the settings of WebVTT, the corners of SRT, and what subtitle programs write.

https://www.w3.org/TR/webvtt1/#webvtt-cue-settings
"""

import re

_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,3})?)%"
_RULES = {
    "vertical": re.compile("rl|lr"),
    "line": re.compile(rf"(?:-?\d{{1,3}}|{_PERCENT})(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": re.compile(_PERCENT),
    "align": re.compile("start|center|end|left|right"),
}
_SHAPE = re.compile(r"(?:vertical|line|position|size|align|region|[XY][12]):\S*", re.IGNORECASE)
_OLDER = {"align:middle": "align:center"}


def read_settings(rest: str) -> tuple[str, list[str], str]:
    """What stands behind the times: settings in WebVTT's form, those left out, and what is no setting at all."""
    kept, left_out, others = {}, [], []
    for word in rest.split():
        if not _SHAPE.fullmatch(word):
            others.append(word)
            continue
        name, _colon, value = _OLDER.get(word.lower(), word.lower()).partition(":")
        if (rule := _RULES.get(name)) and rule.fullmatch(value) and name not in kept:
            kept[name] = value
        else:
            left_out.append(word)
    return " ".join(f"{name}:{value}" for name, value in kept.items()), left_out, " ".join(others)


def place_on_a_keypad(place: int) -> str:
    r"""Settings for ``{\an8}``: the digits of a keypad are the nine places of the picture, and 2 is the usual one."""
    line = {0: "", 1: "line:50%,center", 2: "line:0"}[(place - 1) // 3]
    align = {0: "align:left", 1: "", 2: "align:right"}[(place - 1) % 3]
    return " ".join(filter(None, (line, align)))


def with_place(settings: str, place: str) -> str:
    """``settings``, and of ``place`` what they do not say themselves."""
    said = {setting.partition(":")[0] for setting in settings.split()}
    return " ".join([*settings.split(), *(part for part in place.split() if part.partition(":")[0] not in said)])
