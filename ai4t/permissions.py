"""Which model permissions a role carries; apps add theirs from ``AppConfig.ready``.

A permission opens the door of a list; which rows stand behind it is said by ``visible_to``. The operator holds all.
"""

_granted: dict[str, set[str]] = {}


def grant(role: str, *permissions: str):
    """``permissions`` are Django's: ``"courses.view_enrolment"``."""
    _granted.setdefault(role, set()).update(permissions)


# Of the common ground; the operator needs no line.
grant(
    "consortium_coordinator",
    "ai4t.view_helprequest",
    "ai4t.change_helprequest",
    "ai4t.view_school",
    "ai4t.change_school",
)
grant("national_coordinator", "ai4t.view_school", "ai4t.change_school")


def of(user) -> set[str]:
    roles = {responsibility.role for responsibility in user.responsibilities_in_force}
    return set().union(*(_granted.get(role, set()) for role in roles))


def grants(user, permission: str) -> bool:
    return user.holds("operator") or permission in of(user)


def opens(user, app_label: str) -> bool:
    return user.holds("operator") or any(permission.startswith(f"{app_label}.") for permission in of(user))


def works_on_content(user) -> bool:
    """Whether ``user`` is here to write or mend content, with her second factor shown."""
    at_work = user.is_authenticated and user.has_shown_second_factor and user.is_staff
    return at_work and user.holds("operator", "author", "translator")
