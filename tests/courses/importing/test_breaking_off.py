"""Imports that are killed, and imports that meet: readers see the old course or the new one, never a mixture."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from ai4t.content.locking import lock
from ai4t.content.storing import STORE, remove_orphans
from ai4t.models import ContentFile, RenderedText
from courses.completing import complete
from courses.importing.running import import_course
from courses.models import Course, Unit
from tests.factories.course_files import png, small_course, text
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def another_process(folder):
    """The same import, started by somebody else."""
    command = [sys.executable, "manage.py", "import_course", str(folder), "--course", "small"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ai4t.settings_test"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_it_waits(process):
    """Until the other process stands before a lock that we hold."""
    for _attempt in range(300):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks AS waiting JOIN pg_locks AS held USING (pid) JOIN pg_database ON "
                "pg_database.oid = held.database WHERE NOT waiting.granted AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    raise AssertionError("The other process never came to the lock.")


def everything():
    return (
        sorted(Unit.objects.rewrite(False).values_list("key", "title_en", "body_en")),
        sorted(RenderedText.objects.values_list("target_id", "language", "html")),
    )


@pytest.mark.parametrize("table", ["courses_unit", "ai4t_contenttext", "courses_unitfile", "ai4t_syncrun"])
def test_a_killed_import_leaves_the_old_course_and_the_next_one_succeeds(tmp_path, table):
    import_course(write_tree(tmp_path, small_course()), slug="small")
    before = everything()
    key = "EU.X.O1.M1.1.1t"
    path = "module-1-why/1-1-reasons/1-1-1-first.en.md"
    write_tree(tmp_path, {path: text("1.1.1 New", "![x](p.png)", key=key), "module-1-why/1-1-reasons/p.png": png()})

    with another_process(tmp_path) as process, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        wait_until_it_waits(process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert everything() == before

    plan = import_course(tmp_path, slug="small").plan

    assert (plan.added, plan.changed, plan.removed) == ([], [key], [])
    assert Unit.objects.get(key=key).title_en == "New"
    for file in ContentFile.objects.all():
        assert default_storage.size(file.storage_name) == file.size


def test_of_two_imports_at_once_one_waits_and_finds_nothing_left_to_do(tmp_path):
    write_tree(tmp_path, small_course())

    with ExitStack() as stack:
        with transaction.atomic():
            lock(STORE)
            process = stack.enter_context(another_process(tmp_path))
            wait_until_it_waits(process)
            first = import_course(tmp_path, slug="small").plan
        output, _nothing = process.communicate(timeout=60)

    assert len(first.added) == 4
    assert "Nothing has changed since the last import." in output
    assert process.returncode == 0
    assert Unit.objects.count() == 4


def test_a_learner_who_does_a_unit_while_the_last_one_is_removed_finishes(tmp_path):
    import_course(write_tree(tmp_path, small_course()), slug="small")
    *first, before_last, _last = Unit.objects.in_course_order().values_list("key", flat=True)
    learner = create_enrolment(learner=create_user(), course=Course.objects.get())
    for key in first:
        complete(enrolment=learner, unit_key=key, basis="declared", language="en")
    shutil.rmtree(tmp_path / "module-2-how")

    with ExitStack() as stack:
        with transaction.atomic():
            complete(enrolment=learner, unit_key=before_last, basis="declared", language="en")
            process = stack.enter_context(another_process(tmp_path))
            wait_until_it_waits(process)
        process.communicate(timeout=60)

    learner.refresh_from_db()
    assert learner.finished_at is not None


def test_what_a_failed_import_left_in_the_store_is_removed_and_nothing_else(tmp_path):
    remove_orphans()
    import_course(write_tree(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png()}), slug="small")
    kept = {file.storage_name for file in ContentFile.objects.all()}
    folder = default_storage.path("ab")
    os.makedirs(folder, exist_ok=True)
    for name in ("ab" + "0" * 62, "part-broken"):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(b"left behind")

    assert remove_orphans() == 2

    assert [default_storage.exists(name) for name in kept] == [True] * len(kept)
    assert ContentFile.objects.count() == len(kept)


def test_files_that_no_text_names_any_more_are_removed(tmp_path):
    remove_orphans()
    write_tree(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png()})
    import_course(tmp_path, slug="small")
    names = [file.storage_name for file in ContentFile.objects.all()]
    (tmp_path / "m/s/a.en.md").write_text(text("A"))
    import_course(tmp_path, slug="small")

    assert remove_orphans() == len(names) == 2

    assert ContentFile.objects.count() == 0
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_the_command_says_how_many_files_it_removed(capsys):
    remove_orphans()

    call_command("remove_unused_files")

    assert capsys.readouterr().out == "0 files removed.\n"
