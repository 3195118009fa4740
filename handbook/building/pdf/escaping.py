"""Words as Typst source. They are strings everywhere, so that nothing of them is ever read as a program."""


def quoted(text: str) -> str:
    """A string literal: only a backslash or a quotation mark could end it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n") + '"'


def written(text: str) -> str:
    """``text`` as content in markup."""
    return f"#{quoted(text)};" if text else ""


def labelled(label: str) -> str:
    """The label of what stands before it."""
    return f"#label({quoted(label)})"
