"""Units in the search: everybody finds their titles; their texts, who may read them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ai4t import links, searching
from ai4t.permissions import works_on_content
from ai4t.searching.texts import bodies_of, languages_of
from courses import outline, permissions
from courses.models import Course, Release, Unit
from courses.states import PublicationState

# Of a course that she takes, the release that she has; of others, what new learners get.
_VISIBLE = """
SELECT newest.id, course.reads_without_enrolment OR %s
FROM courses_course course JOIN LATERAL (
    SELECT id FROM courses_release WHERE course_id = course.id AND state = 'published'
    ORDER BY published_at DESC, id DESC LIMIT 1
) newest ON true
WHERE course.is_open AND NOT EXISTS (
    SELECT FROM courses_enrolment WHERE course_id = course.id AND learner_id = %s AND state = 'active'
)
UNION ALL SELECT release_id, true FROM courses_enrolment WHERE learner_id = %s AND state = 'active'
"""


def register() -> None:
    searching.register(
        searching.Kind(
            name="unit",
            label=_("Unit of a course"),
            group_model=Release,
            groups=_groups,
            pages=_pages,
            visible=_visible,
            may_close=lambda: not permissions.is_never_closed(),
            closed=_closed,
        )
    )


def note_course(instance: Course, **_signal) -> None:
    """The title of a course stands with each of its units; whether it is open decides what leads to them."""
    releases = list(instance.releases.all())
    for follow in (links.renew_around, searching.keep_in_step):
        for release in releases:
            follow(release)


def _groups() -> set[int]:
    """Learners go on in a release that is retired."""
    return set(Release.objects.exclude(state=PublicationState.DRAFT).values_list("pk", flat=True))


def _pages(release: Release) -> Iterator[searching.Page]:
    units = Unit.objects.current().filter(release=release)
    bodies = bodies_of(Unit, units.values("pk"))
    slug, source = Course.objects.values_list("slug", "source_language").get(releases=release)
    for language in languages_of(bodies, source):
        lines = outline.read_afresh(release.pk, language)
        for module in lines.modules:
            for line in module.units:
                html = bodies.get((line.pk, language), "")
                if html or not line.title.is_fallback:
                    yield searching.Page(
                        key=line.key,
                        language=language,
                        is_source=language == source,
                        address=f"courses/{slug}/{line.key}/",
                        title=line.title,
                        place=(lines.course_title, module.title),
                        html=html,
                    )


def _visible(user) -> tuple[str, list]:
    return _VISIBLE, [works_on_content(user), user.pk, user.pk]


def _closed(user, places: set[tuple[int, str]]) -> set[tuple[int, str]]:
    releases = Release.objects.select_related("course").in_bulk({release_id for release_id, _key in places})
    return {(pk, key) for pk, key in places if permissions.is_closed(user, releases[pk], key)}
