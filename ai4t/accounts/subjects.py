"""What people teach; a choice of broad subjects that exist in the schools of every country."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS = [
    ("mathematics", _("Mathematics")),
    ("computing", _("Computing")),
    ("physics", _("Physics")),
    ("chemistry", _("Chemistry")),
    ("biology", _("Biology")),
    ("technology", _("Technology and engineering")),
    ("language_of_school", _("Language of the school")),
    ("foreign_languages", _("Foreign languages")),
    ("classics", _("Classical languages")),
    ("history", pgettext_lazy("school subject", "History")),
    ("geography", _("Geography")),
    ("civics", _("Civics, ethics, religion")),
    ("economics", _("Economics and business")),
    ("arts", _("Art and music")),
    ("sport", _("Physical education")),
    ("vocational", _("Vocational subjects")),
    ("all_subjects", _("All subjects of a class")),
]
