"""The tab “Add people”: one by hand, many by a list that is shown first and then done as it was shown."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ai4t.models import AuditEntry, Letter
from courses.cohorts.roster.applying import apply
from courses.cohorts.roster.checking import read_roster
from courses.models import CohortMembership, Invitation, WaitingPlace
from courses.states import CohortState, InvitationState, JoinedBy
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.courses import create_course
from tests.factories.people import create_user, sign_in
from tests.factories.spreadsheets import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return create_cohort(capacity=30)


@pytest.fixture
def trainer(client, cohort):
    trainer = create_trainer(cohort)
    sign_in(client, trainer, second_factor=True)
    return trainer


def page(name, cohort, *arguments):
    return reverse(f"admin:courses_cohort_{name}", args=[cohort.pk, *arguments])


def add(client, cohort, address, **said):
    data = {"add": "", "address": address, "name": "Ana", "language": "sl", **said}
    return client.post(page("add_people", cohort), data, follow=True)


def offer(client, cohort, raw, *, name="teachers.csv"):
    """The page that shows what the list would do."""
    raw = raw if isinstance(raw, bytes) else raw.encode()
    data = {"look": "", "file": SimpleUploadedFile(name, raw)}
    return client.post(page("add_people", cohort), data, follow=True)


def do(client, response):
    """Press the button of the page that shows a list."""
    address = response.request["PATH_INFO"]
    return client.post(address, {"seen": response.context["plan"].digest}, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def rows(model):
    return model.objects.unscoped("test")


def test_person_with_an_account_is_added_by_hand(client, cohort, trainer):
    ana = create_user(email="ana@example.org")
    response = add(client, cohort, " Ana Novak <ANA@example.org> ")
    assert told(response) == ["ana@example.org has a place now, and we have written to this address."]
    place = rows(CohortMembership).get()
    assert (place.enrolment.learner, place.joined_by, place.added_by) == (ana, JoinedBy.HAND, trainer)


def test_person_without_an_account_is_invited_by_hand(client, cohort, trainer):
    response = add(client, cohort, "ana@example.org")
    assert told(response) == ["ana@example.org has no account yet; we have sent an invitation."]
    assert rows(Letter).get().address == "ana@example.org"


def test_message_keeps_the_small_letters_of_an_address(client, cohort, trainer):
    page = add(client, cohort, "claire@example.org").content.decode()
    assert ("claire@example.org has no account yet" in page, "Claire@example.org" in page) == (True, False)


def test_every_other_case_by_hand_is_told_truthfully(client, cohort, trainer):
    create_member(create_cohort(course=cohort.course), learner=create_user(email="b@example.org"))
    create_invitation(cohort, address="d@example.org", state=InvitationState.DECLINED)
    create_invitation(cohort, address="i@example.org")
    create_member(cohort, learner=create_user(email="t@example.org"))
    create_user(email="w@example.org")
    cohort.capacity = 1
    cohort.save()
    words = {"b": "another cohort", "d": "asked not", "i": "before", "t": "already", "w": "waits in line"}
    for name, said in words.items():
        assert said in told(add(client, cohort, f"{name}@example.org"))[0]


def test_who_waits_for_another_cohort_of_the_course_leaves_its_line_and_the_trainer_is_told(client, cohort, trainer):
    ana, other = create_user(email="ana@example.org"), create_cohort(course=cohort.course)
    rows(WaitingPlace).create(cohort=other, learner=ana)
    shown = offer(client, cohort, "email\nana@example.org\n")
    assert [line["what"] for line in shown.context["lines"]] == [
        "gets a place and a letter about it, and leaves the line of another cohort of this course"
    ]
    assert told(add(client, cohort, "ana@example.org")) == [
        "ana@example.org has a place now, and we have written to this address. The place in the line of another cohort "
        "of this course is given up."
    ]
    assert rows(WaitingPlace).count() == 0


def test_fault_by_hand_stands_at_its_field(client, cohort, trainer):
    form = add(client, cohort, "ana.example.org", name="A\u202ena").context["by_hand"]
    assert form.errors == {
        "address": ["“ana.example.org” has no @. An address looks like ana@example.org."],
        "name": ["Hidden characters stand here. Please type this cell again by hand."],
    }


def test_list_is_looked_at_first_and_then_done_without_being_chosen_again(client, cohort, trainer):
    create_user(email="ana@example.org", name="Name On File")
    shown = offer(client, cohort, "email,name\nana@example.org,Ana\nbor@example.org,Bor\n")
    assert shown.context["counts"] == ["1 person gets a place.", "1 person is invited."]
    assert (rows(CohortMembership).count(), rows(Invitation).count()) == (0, 0)
    page = shown.content.decode()
    assert "Ana" in page
    assert "Name On File" not in page
    done = do(client, shown)
    assert told(done) == ["1 person got a place. 1 person was invited."]
    assert (rows(CohortMembership).count(), rows(Invitation).count()) == (1, 1)
    assert AuditEntry.objects.get(action="cohort.people_added").actor == trainer


def test_list_may_be_a_workbook(client, cohort, trainer):
    raw = workbook([["Participants"], ["Name", "E-mail"], ["Ana", "ana@example.org"]])
    assert offer(client, cohort, raw, name="teachers.xlsx").context["counts"] == ["1 person is invited."]


def test_what_was_shown_is_done_or_shown_again(client, cohort, trainer):
    create_user(email="ana@example.org")
    shown = offer(client, cohort, "email\nana@example.org\n")
    cohort.capacity = 1
    cohort.save()
    create_member(cohort)
    again = do(client, shown)
    assert told(again) == ["Something has changed in the cohort since you looked. Nothing was done; please look again."]
    assert again.context["counts"] == ["1 person waits in line."]
    assert rows(WaitingPlace).count() == 0
    do(client, again)
    assert rows(WaitingPlace).count() == 1


def test_button_without_having_looked_does_nothing(client, cohort, trainer):
    shown = offer(client, cohort, "email\nana@example.org\n")
    client.post(shown.request["PATH_INFO"], {})
    assert rows(Invitation).count() == 0


def test_second_press_finds_the_list_done(client, cohort, trainer):
    shown = offer(client, cohort, "email\nana@example.org\n")
    do(client, shown)
    assert told(do(client, shown)) == ["This list has been added already; nothing was done a second time."]
    assert rows(Letter).count() == 1


def test_second_of_two_presses_at_once_finds_the_list_done(client, cohort, trainer):
    raw = b"email\nana@example.org\nbor@example.org\n"
    shown = offer(client, cohort, raw)
    # The first press is not answered yet, so its list still lies there.
    apply(read_roster(raw, country="SI", language="sl").rows, cohort=cohort, by=trainer)
    second = do(client, shown)
    assert second.redirect_chain == [(page("add_people", cohort), 302)]
    assert told(second) == [
        "This list has been added already; nothing was done a second time. 2 people were invited before."
    ]
    assert rows(Letter).count() == 2


def test_list_that_has_run_out_is_asked_for_again(client, cohort, trainer):
    shown = offer(client, cohort, "email\nana@example.org\n")
    cache.clear()
    assert told(do(client, shown)) == ["We keep a list for one hour only. Please choose the file again."]


def test_list_of_somebody_else_is_not_shown(client, cohort, trainer):
    address = offer(client, cohort, "email\nana@example.org\n").request["PATH_INFO"]
    sign_in(client, create_trainer(cohort, name="Other"), second_factor=True)
    assert client.get(address).status_code == 302


FAULTY = "email,name,class\nana@example.org,Ana,3a\nnobody,=1+1,3b\n"


def test_faults_come_first_and_nothing_can_be_done(client, cohort, trainer):
    shown = offer(client, cohort, FAULTY)
    assert [(line["line"], line["mark"]) for line in shown.context["lines"]] == [(3, "fault"), (2, "")]
    assert "1 fault" in shown.content.decode()
    do(client, shown)
    assert rows(Invitation).count() == 0


def test_refused_lines_come_back_with_what_is_wrong_and_safe_to_open(client, cohort, trainer):
    digest = offer(client, cohort, FAULTY).context["digest"]
    refused = client.get(page("list_refused", cohort, digest)).content.decode("utf-8-sig").splitlines()
    assert refused == [
        "line,what is wrong,email,name,class",
        "3,email: “nobody” has no @. An address looks like ana@example.org.,nobody,'=1+1,3b",
    ]


def test_good_lines_come_back_alone_and_can_be_offered(client, cohort, trainer):
    digest = offer(client, cohort, FAULTY).context["digest"]
    good = client.get(page("list_good", cohort, digest)).content
    assert good.decode("utf-8-sig").splitlines() == ["email,name,class", "ana@example.org,Ana,3a"]
    assert offer(client, cohort, good).context["counts"] == ["1 person is invited."]


@pytest.mark.parametrize("language", ["en", "fr", "de", "it", "sl"])
def test_example_can_be_offered_as_it_is(client, cohort, trainer, language):
    client.cookies["language"] = language
    raw = client.get(page("list_example", cohort)).content
    assert offer(client, cohort, raw).context["plan"].changes == 2


def test_only_the_first_lines_are_shown_and_the_others_counted(client, cohort, trainer):
    shown = offer(client, cohort, "email\n" + "".join(f"p{number}@example.org\n" for number in range(120)))
    assert (len(shown.context["lines"]), shown.context["more"]) == (100, 20)


def test_many_invitations_for_few_places_are_pointed_out(client, cohort, trainer):
    cohort.capacity = 1
    cohort.save()
    shown = offer(client, cohort, "email\na@example.org\nb@example.org\n")
    assert shown.context["may_wait"].startswith("1 place stays free.")


def test_closed_cohort_says_so_and_offers_no_form(client, cohort, trainer):
    cohort.state = CohortState.CLOSED
    cohort.save()
    response = client.get(page("add_people", cohort))
    assert "This cohort is closed" in response.content.decode()
    assert "Add this person" not in response.content.decode()
    assert "closed" in told(add(client, cohort, "ana@example.org"))[0]


def test_trainer_of_another_cohort_finds_no_page(client, cohort, trainer):
    other = create_cohort(course=create_course(slug="other"))
    assert client.get(page("add_people", other)).status_code == 404


def test_file_that_is_none_or_too_large_is_refused_at_its_field(client, cohort, trainer):
    assert offer(client, cohort, b"x" * (5 * 1024**2 + 1)).context["by_list"].errors
    assert client.post(page("add_people", cohort), {"look": ""}).context["by_list"].errors == {
        "file": ["Please choose a file."]
    }
