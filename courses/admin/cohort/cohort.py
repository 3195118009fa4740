from django import forms
from django.contrib import admin
from django.contrib.messages import WARNING
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import languages, walls
from ai4t.accounts import countries
from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.models import User
from ai4t.unprintable import has_hidden, in_one_line
from courses.admin.cohort import (
    adding,
    chores,
    hours,
    invitations,
    join_link,
    messages,
    moving,
    people,
    seeing,
    sessions,
    settings_remarks,
    taking_out,
)
from courses.admin.cohort.pages import page_of_cohort, tabs
from courses.cohorts import training
from courses.models import Cohort, CohortMembership


class CohortForm(forms.ModelForm):
    """A coordinator of one country makes cohorts of that country only."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=countries.choices)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=lambda: [*languages.opened_codes().items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=Cohort._meta.get_field("languages").help_text,
    )
    trainers = forms.CharField(
        label=gettext_lazy("Trainers"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("E-mail addresses of accounts, one on each line. For example tina@example.org."),
    )

    # Set by the list for each request: whose countries may be chosen.
    allowed_countries: set[str] | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "capacity" in self.fields:
            self.fields["capacity"].validators.append(MinValueValidator(1))
            self.fields["capacity"].widget.attrs["min"] = 1
        if self.instance.pk and "trainers" in self.fields:
            held = self.instance.trainers().select_related("user").order_by("user__sort_key")
            self.initial["trainers"] = "\n".join(one.user.email for one in held)

    def clean_name(self):
        """By the rule of lists: people read the name, and it stands in letters."""
        name = self.cleaned_data["name"]
        if has_hidden(name):
            raise ValidationError(_("Hidden characters stand here. Please type the name again by hand."))
        return in_one_line(name)

    def clean_country(self):
        country = self.cleaned_data["country"]
        if self.allowed_countries is not None and country not in self.allowed_countries:
            raise ValidationError(_("You coordinate another country. Please choose yours."))
        return country

    def clean_trainers(self):
        """The people behind the addresses; each address that nobody has is named."""
        addresses = {line.strip().lower() for line in self.cleaned_data["trainers"].splitlines() if line.strip()}
        people = User.objects.filter(email__in=addresses, is_active=True)
        if unknown := sorted(addresses - {person.email for person in people}):
            raise ValidationError(
                _("Nobody has an account under %(addresses)s. Trainers sign up first.")
                % {"addresses": ", ".join(unknown)}
            )
        return list(people)


class CountryFilter(admin.AllValuesFieldListFilter):
    def choices(self, changelist):
        return [{**one, "display": countries.name_of(one["display"])} for one in super().choices(changelist)]


@admin.register(Cohort)
class CohortAdmin(WorkbenchAdmin):
    form = CohortForm
    list_display = ["name", "course", "release_name", "in_country", "state", "starts_on", "ends_on"]
    list_display += ["members", "capacity"]
    list_filter = ["state", ("country", CountryFilter), "starts_on"]
    search_fields = ["name", "course__slug", "=country", "=join_code"]
    date_hierarchy = "starts_on"
    fields = ["name", "course", "release", "country", "languages", "starts_on", "ends_on", "capacity", "state"]
    fields += ["trainers"]

    def get_queryset(self, request):
        places = CohortMembership.objects.unscoped("how many are in a cohort that is seen").current()
        count = places.filter(cohort=OuterRef("pk")).values("cohort").annotate(count=Count("pk")).values("count")
        own = [field.name for field in Cohort._meta.concrete_fields]
        rows = super().get_queryset(request).select_related("course", "release")
        rows = rows.only(*own, "course__slug", "release__name", "release__course")
        return rows.annotate(member_count=Coalesce(Subquery(count), 0))

    def get_fields(self, request, obj=None):
        return [name for name in self.fields if name != "trainers" or training.may_appoint(request.user, obj)]

    def get_readonly_fields(self, request, obj=None):
        """Which course and country it is stays as it was made; a trainer keeps to what is hers to decide."""
        return ["course", "country"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.allowed_countries = training.countries_of(request.user)
        if not training.may_appoint(request.user, obj):
            # A field that the class declares is taken from a form that was sent even where no page shows it.
            del form.base_fields["trainers"]
        return form

    def save_model(self, request, cohort, form, change):
        if change:
            super().save_model(request, cohort, form, change)
            return
        # PostgreSQL gives back the number of a new row only to who sees it, and this one is seen from now on.
        with walls.lifted("a new cohort, whose country the form has asked about"):
            super().save_model(request, cohort, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "trainers" in form.cleaned_data:
            training.set_trainers(form.instance, form.cleaned_data["trainers"], by=request.user)
        for sentence in settings_remarks.worth_a_look(form.instance, trainers=form.cleaned_data.get("trainers")):
            self.message_user(request, sentence, level=WARNING)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        cohort = self.get_object(request, object_id) if object_id else None
        context = {"tabs": tabs(cohort, "change")} if cohort else {}
        return super().changeform_view(request, object_id, form_url, {**context, **(extra_context or {})})

    def get_urls(self):
        mine = [*people.urls(), *messages.urls(), *seeing.urls(), *chores.urls(), *_PAGES]
        return [*mine, *super().get_urls()]

    @admin.display(description=gettext_lazy("release"))
    def release_name(self, cohort):
        return cohort.release.name

    @admin.display(description=gettext_lazy("country"), ordering="country")
    def in_country(self, cohort):
        return countries.name_of(cohort.country)

    @admin.display(description=gettext_lazy("people"))
    def members(self, cohort):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:courses_cohort_people", args=[cohort.pk]), cohort.member_count
        )


_PAGES = [
    *adding.PAGES,
    *invitations.PAGES,
    *join_link.PAGES,
    page_of_cohort(sessions.sessions, name="sessions"),
    *hours.PAGES,
    *moving.PAGES,
    *taking_out.PAGES,
]
