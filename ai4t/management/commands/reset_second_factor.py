from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.accounts.second_factor import Reason, reset_second_factor
from ai4t.models import User


class Command(BaseCommand):
    help = _("Take the second factor from an account whose owner lost it; she sets up a new one.")

    def add_arguments(self, parser):
        parser.add_argument("email", help=_("The address of the account."))
        parser.add_argument("--reason", required=True, choices=Reason.values, help=_("It is kept in the audit log."))

    def handle(self, *, email, reason, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(_("There is no account with the address %(email)s.") % {"email": email})
        reset_second_factor(user, by=None, reason=reason)
        self.stdout.write(_("The second factor is reset; a letter tells the person."))
