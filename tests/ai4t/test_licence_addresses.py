import pytest

from ai4t.licence_addresses import address_of


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc-by-nc-sa-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC BY-ND 2.5", "https://creativecommons.org/licenses/by-nd/2.5/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_address_of_a_licence(licence, address):
    assert address_of(licence) == address
