from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from handbook import edition_numbers  # noqa: F401  so does this
from handbook.views import citing, comparing, downloads, errata, reading

app_name = "handbook"

urlpatterns = [
    path("", reading.books, name="books"),
    path("<slug:slug>/", reading.book, name="book"),
    path("<slug:slug>/latest/", reading.latest, name="latest"),
    path("<slug:slug>/latest/<printable:key>/", reading.latest_chapter, name="latest-chapter"),
    path("<slug:slug>/<edition:number>/", reading.edition, name="edition"),
    path("<slug:slug>/<edition:number>/glossary/", reading.glossary, name="glossary"),
    path("<slug:slug>/downloads/", downloads.figures, name="download-figures"),
    path("<slug:slug>/downloads/counts.csv", downloads.counts, name="download-counts"),
    path("<slug:slug>/<edition:number>/downloads/", downloads.files, name="downloads"),
    path("<slug:slug>/<edition:number>/downloads/<printable:name>", downloads.file, name="download"),
    path("<slug:slug>/<edition:number>/<printable:key>/", reading.chapter, name="chapter"),
    # Without a slash at the end, so that no chapter can have this address, whatever its key.
    path("<slug:slug>/<edition:number>/cite.bib", citing.edition, {"form": "bib"}, name="cite-edition-bib"),
    path("<slug:slug>/<edition:number>/cite.ris", citing.edition, {"form": "ris"}, name="cite-edition-ris"),
    path(
        "<slug:slug>/<edition:number>/<printable:key>/cite.bib",
        citing.chapter,
        {"form": "bib"},
        name="cite-chapter-bib",
    ),
    path(
        "<slug:slug>/<edition:number>/<printable:key>/cite.ris",
        citing.chapter,
        {"form": "ris"},
        name="cite-chapter-ris",
    ),
    path("<slug:slug>/<edition:number>/<printable:key>/changes/", comparing.changes, name="changes"),
    path("<slug:slug>/<edition:number>/<printable:key>/errata/", errata.erratum, name="errata"),
]
