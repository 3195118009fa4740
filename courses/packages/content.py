"""What a package says about itself, before anything of it is kept."""

from dataclasses import dataclass, field

from courses.states import PackageKind


class PackageRefused(Exception):
    """These files cannot run as a package; the text is meant for the person who offered them."""


@dataclass(frozen=True)
class Content:
    """A package as its own files describe it.

    ``entry`` is the first page with its query; ``mastery`` the score to pass, from 0 to 1; ``remarks`` are sentences
    about what of it will not run. Paths are below ``folder``, which is empty or ends with a slash.
    """

    kind: PackageKind
    title: str
    entry: str
    folder: str = ""
    launch_data: str = ""
    mastery: float | None = None
    remarks: list[str] = field(default_factory=list)
