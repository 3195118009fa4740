import pytest

from tests.factories.people import create_staff, sign_in


@pytest.fixture
def operator(client):
    """An operator, signed in with her second factor a moment ago."""
    person = create_staff("operator", name="Olga Operator")
    sign_in(client, person, second_factor=True)
    return person
