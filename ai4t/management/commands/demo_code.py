from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ai4t.accounts import one_time_codes, second_factor
from ai4t.models import User


class Command(BaseCommand):
    help = _("Print the present code of the authenticator app of a demo account.")

    def add_arguments(self, parser):
        parser.add_argument("email", help=_("The address of the account, for example operator@example.org."))

    def handle(self, *, email, **options):
        if not settings.DEMO:
            raise CommandError(_("There are demo codes in the demo only."))
        user = User.objects.filter(email=email.strip().lower()).first()
        app = second_factor.app_of(user) if user else None
        if app is None or not app.data.get("is_demo"):
            raise CommandError(_("There is no demo account with the address %(email)s.") % {"email": email})
        counter = one_time_codes.next_untaken(app)
        self.stdout.write(one_time_codes.code_for(decrypt(app.data["secret"]), counter))
