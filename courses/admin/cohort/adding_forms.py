"""What is asked of a trainer who adds people."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import languages
from courses.cohorts.roster.checking import check
from courses.cohorts.roster.reading import MOST_BYTES, MOST_ROWS
from courses.cohorts.roster.rows import Row, Table


class ByHandForm(forms.Form):
    """One person, told by the same rules as a line of a list."""

    address = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=400,
        error_messages={"required": gettext_lazy("Please write the address of the person.")},
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off", "size": 40}),
        help_text=gettext_lazy("For example ana.novak@example.org."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "size": 40}),
        help_text=gettext_lazy("Used in the invitation where there is no account yet. For example Ana Novak."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=lambda: [*languages.opened_codes().items()],
        help_text=gettext_lazy("Of the invitation. For example Slovenian."),
    )

    use_required_attribute = False
    row: Row

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        columns = list(self.fields)
        headings = [str(self.fields[column].label) for column in columns]
        cells = [cleaned[column] for column in columns]
        places = {column: place for place, column in enumerate(columns)}
        roster = check(Table(headings, [(1, cells)], places), language=cleaned["language"])
        for fault in roster.faults:
            self.add_error(columns[headings.index(fault.column)], fault.sentence)
        if roster.rows:
            self.row = roster.rows[0]
        return cleaned


class ListForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("List"),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": gettext_lazy("Please choose a file.")},
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx) or CSV file with a column E-mail; columns for the name and the language may "
            "stand beside it. For example teachers.xlsx."
        ),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            sizes = {"limit": MOST_BYTES // 1024**2, "rows": MOST_ROWS}
            raise ValidationError(_("Please choose a file of at most %(limit)d MB and %(rows)d lines.") % sizes)
        return file
