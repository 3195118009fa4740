"""People made up for the demo, the bench or a load run never mix with real ones."""

from django.core.management import CommandError
from django.utils.translation import gettext as _

from ai4t.models import User


def refuse_among_real_people():
    """CommandError when the database holds anybody whom such a command did not make."""
    if User.objects.filter(is_made_up=False).exists():
        raise CommandError(
            _("This database holds people who were not made up by the demo or the seed. Nothing was changed.")
        )
