"""What Django's administration leaves in English in a language of ours, our catalogues say."""

from pathlib import Path

import polib
import pytest
from django.contrib import admin

from ai4t.admin.wording import WORDED_BY_US
from tests.test_catalogues import LANGUAGES

# Of Django's log of changes and of pages and forms that ours stand in place of.
NEVER_SHOWN = {
    "Added “%(object)s”.",
    "Changed “%(object)s” — %(changes)s",
    "Changed {fields} for {name} “{object}”.",
    "Added:",
    "Changed:",
    "Deleted:",
    "entry",
    "This object doesn’t have a change history. It probably wasn’t added via this admin site.",
    "The {name} “{obj}” was added successfully. You may edit it again below.",
    "Something’s wrong with your database installation. Make sure the appropriate database tables have been created, "
    "and make sure the database is readable by the appropriate user.",
    "In case you’ve forgotten, you are:",
    "After you’ve created a user, you’ll be able to edit more user options.",
    "This action will <strong>enable</strong> password-based authentication for this user.",
    "Disable password-based authentication",
    "Enable password-based authentication",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_administration_is_left_in_english(language):
    file = Path(admin.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    left = {entry.msgid for entry in polib.pofile(str(file)) if not entry.translated() and not entry.obsolete}
    assert sorted(left - NEVER_SHOWN - set(WORDED_BY_US)) == []
