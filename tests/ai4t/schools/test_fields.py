import pytest
from django import forms

from ai4t.models import School
from ai4t.schools.fields import SchoolField
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db


class Profile(forms.Form):
    school = SchoolField()


def profile(person, data=None):
    data = data and {name: str(value) for name, value in data.items()}
    form = Profile(data, initial={"school": person.school_id})
    form.fields["school"].person = person
    return form


def test_school_that_a_script_chose_is_taken():
    school = create_school(name="Gimnazija Vič")
    form = profile(create_user(), {"school": school.pk, "school_text": "Gimnazija Vič"})
    assert form.is_valid()
    assert form.cleaned_data == {"school": school}


def test_empty_text_takes_the_school_away():
    person = create_user(school=create_school())
    form = profile(person, {"school": "", "school_text": ""})
    assert (form.is_valid(), form.cleaned_data, form.has_changed()) == (True, {"school": None}, True)


def test_own_proposed_school_stays_valid_and_is_nobody_elses():
    own = create_school(name="Vič", state=School.State.PROPOSED)
    data = {"school": own.pk, "school_text": "Vič"}
    assert profile(create_user(school=own), data).is_valid()
    assert not profile(create_user(), data).is_valid()


def test_text_that_names_no_school_is_answered_by_a_list_of_the_country():
    person = create_user(country="SI", school=create_school(name="Gimnazija Center"))
    found = create_school(name="Gimnazija Vič", town="Ljubljana")
    elsewhere = create_school(name="Vicenza", country="IT")
    form = profile(person, {"school": person.school_id, "school_text": "vic"})
    assert not form.is_valid()
    page = str(form["school"])
    assert f'name="school_pick" value="{found.pk}"' in page
    assert f'value="{elsewhere.pk}"' not in page
    assert 'value="vic"' in page


def test_school_picked_from_the_list_is_taken():
    school = create_school(name="Gimnazija Vič")
    form = profile(create_user(), {"school": "", "school_text": "vic", "school_pick": school.pk})
    assert (form.is_valid(), form.cleaned_data) == (True, {"school": school})


def test_input_shows_the_school_of_the_profile():
    school = create_school(name="Gimnazija Vič")
    page = str(profile(create_user(school=school))["school"])
    assert f'name="school" value="{school.pk}"' in page
    assert 'name="school_text" value="Gimnazija Vič"' in page


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 30])
def test_number_that_is_no_school_is_refused(number):
    form = profile(create_user(), {"school": number, "school_text": "Vič"})
    assert form.errors == {"school": ["Please choose your school from the list, or tell us that it is not listed."]}
