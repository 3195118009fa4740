"""What a file says of an activity, into rows; everything in the transaction of ``ai4t.content.applying.importing``."""

from dataclasses import dataclass

from django.db.models import F

from ai4t.content.media_types import media_type_of
from ai4t.content.pictures import Pictures
from ai4t.content.plan import Plan
from ai4t.content.rows import Rows, delete_with_texts
from ai4t.content.storing import ContentStore
from ai4t.models import ContentFile
from courses.activities.contents import ActivityContents, OptionContents, QuestionContents
from courses.activities.rendering import render_texts
from courses.answering.resetting import learners_who_tried, reset_attempts
from courses.models import Activity, ActivityFile, Band, Option, Question, Release, Unit
from courses.states import OptionRole


@dataclass(frozen=True)
class Kept:
    """``is_new``, or what ``has_changed``; ``learners`` have tried it before its questions changed."""

    activity: Activity
    is_new: bool
    has_changed: bool
    learners: int = 0


def keep(
    contents: ActivityContents,
    *,
    unit: Unit | None,
    store: ContentStore,
    plan: Plan,
    position: int = 1,
    resets_attempts: bool = False,
) -> Kept:
    """Make the activity of this key in ``unit`` (or unplaced) what ``contents`` say; a second time nothing changes.

    Attempts are kept. With ``resets_attempts`` a change of what is right makes those before it count no longer.
    """
    existing = Activity.objects.filter(unit=unit, key=contents.key).first()
    activity_rows = Rows(
        Activity, {"": existing} if existing else {}, source_language=contents.source_language, plan=plan
    )
    activity = activity_rows.want(
        "",
        label=contents.key,
        texts={"title": contents.titles, "instructions": contents.instructions},
        unit=unit,
        key=contents.key,
        position=position,
        source_language=contents.source_language,
        attempts_allowed=contents.attempts_allowed,
        pass_percent=contents.pass_percent,
        shuffles_questions=contents.shuffles_questions,
    )
    has_changed = activity_rows.save()
    meaning_before = _meaning(activity) if existing else ""
    files = _keep_files(activity, contents.files, store, plan)
    has_changed |= _keep_bands(activity, contents, plan)
    has_changed |= _keep_questions(activity, contents, files, plan)
    render_texts(activity, plan.irregularities)
    learners = 0
    if existing and _meaning(activity) != meaning_before:
        learners = learners_who_tried(activity)
        if resets_attempts and learners:
            reset_attempts(activity)
    if has_changed:
        raise_version(activity)
    return Kept(activity, existing is None, has_changed, learners)


def raise_version(activity: Activity) -> None:
    """What processes keep of the release is out of date."""
    if activity.unit_id:
        Release.objects.filter(units=activity.unit_id).update(content_version=F("content_version") + 1)


def _meaning(activity: Activity) -> list:
    """What decides over right and wrong, whatever the words are."""
    fields = ["question__key", "question__kind", "question__points", "question__is_all_or_nothing", "code", "role"]
    fields += ["share", "number", "tolerance", "targets", "area"]
    options = Option.objects.filter(question__activity=activity).order_by("question__key", "position", "code")
    questions = activity.questions.order_by("key").values_list("key", "kind", "points")
    return [*questions, *options.values_list(*fields)]


def _keep_bands(activity: Activity, contents: ActivityContents, plan: Plan) -> bool:
    rows = Rows(
        Band,
        {band.from_percent: band for band in activity.bands.all()},
        source_language=contents.source_language,
        plan=plan,
    )
    for band in contents.bands:
        rows.want(
            band.from_percent,
            label=contents.key,
            texts={"text": band.texts},
            activity=activity,
            from_percent=band.from_percent,
        )
    return _save(rows)


def _keep_questions(activity: Activity, contents: ActivityContents, files: dict[str, ContentFile], plan: Plan) -> bool:
    existing = {question.key: question for question in activity.questions.all()}
    rows = Rows(Question, existing, source_language=contents.source_language, plan=plan)
    for position, question in enumerate(contents.questions, 1):
        rows.want(question.key, label=contents.key, **_of_question(question, activity, position, files))
    has_changed = _save(rows)
    options = Option.objects.filter(question__activity=activity).select_related("question")
    option_rows = Rows(
        Option,
        {(option.question.key, option.code): option for option in options},
        source_language=contents.source_language,
        plan=plan,
    )
    for question in contents.questions:
        for position, option in enumerate(question.options, 1):
            option_rows.want(
                (question.key, option.code),
                label=contents.key,
                **_of_option(option, rows.wanted[question.key], position),
            )
    return _save(option_rows) or has_changed


def _of_question(question: QuestionContents, activity: Activity, position: int, files: dict[str, ContentFile]) -> dict:
    picture = question.picture
    return {
        "texts": {
            "text": question.texts,
            "explanation": question.explanations,
            "picture_alt": picture.alts if picture else {},
        },
        "activity": activity,
        "key": question.key,
        "position": position,
        "kind": str(question.kind),
        "points": question.points,
        "is_all_or_nothing": question.is_all_or_nothing,
        "shuffles_options": question.shuffles_options,
        "is_case_sensitive": question.is_case_sensitive,
        "chooses_from_list": question.chooses_from_list,
        "picture": files.get(picture.name) if picture else None,
    }


def _of_option(option: OptionContents, question: Question, position: int) -> dict:
    return {
        "texts": {
            "text": option.texts,
            "feedback": option.feedback,
            "feedback_otherwise": option.feedback_otherwise,
            "tip": option.tips,
        },
        "question": question,
        "code": option.code,
        "position": position,
        "role": str(OptionRole(option.role)),
        "share": option.share,
        "number": option.number,
        "tolerance": option.tolerance,
        "targets": list(option.targets),
        "area": list(option.area) if option.area else None,
    }


def _save(rows: Rows) -> bool:
    has_changed = rows.save()
    unwanted = rows.unwanted()
    delete_with_texts(unwanted)
    return has_changed or bool(unwanted)


def _keep_files(activity: Activity, files: dict[str, bytes], store: ContentStore, plan: Plan) -> dict[str, ContentFile]:
    """The files of the activity by name; what only looks like a picture is left out and named."""
    pictures = Pictures(files, store, plan.irregularities)
    kept: dict[str, ContentFile] = {}
    for name, raw in files.items():
        if picture := pictures.at(name):
            kept[name] = picture.file
        elif not pictures.claims(name):
            kept[name] = store.keep(raw, media_type=media_type_of(name, raw))
    existing = {row.name: row for row in activity.files.all()}
    for name, file in kept.items():
        if name not in existing or existing[name].file_id != file.pk:
            ActivityFile.objects.update_or_create(activity=activity, name=name, defaults={"file": file})
    activity.files.exclude(name__in=kept).delete()
    return kept
