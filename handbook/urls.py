from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from handbook.views import citing, comparing, downloads, errata, reading

app_name = "handbook"

urlpatterns = [
    path("", reading.books, name="books"),
    path("<slug:slug>/", reading.book, name="book"),
    path("<slug:slug>/latest/", reading.latest, name="latest"),
    path("<slug:slug>/latest/<printable:key>/", reading.latest_chapter, name="latest-chapter"),
    path("<slug:slug>/<int:number>/", reading.edition, name="edition"),
    path("<slug:slug>/<int:number>/glossary/", reading.glossary, name="glossary"),
    path("<slug:slug>/downloads/", downloads.figures, name="download-figures"),
    path("<slug:slug>/downloads/counts.csv", downloads.counts, name="download-counts"),
    path("<slug:slug>/<int:number>/downloads/", downloads.files, name="downloads"),
    path("<slug:slug>/<int:number>/downloads/<printable:name>", downloads.file, name="download"),
    path("<slug:slug>/<int:number>/<printable:key>/", reading.chapter, name="chapter"),
    # Without a slash at the end, so that no chapter can have this address, whatever its key.
    path("<slug:slug>/<int:number>/cite.bib", citing.edition, {"form": "bib"}, name="cite-edition-bib"),
    path("<slug:slug>/<int:number>/cite.ris", citing.edition, {"form": "ris"}, name="cite-edition-ris"),
    path("<slug:slug>/<int:number>/<printable:key>/cite.bib", citing.chapter, {"form": "bib"}, name="cite-chapter-bib"),
    path("<slug:slug>/<int:number>/<printable:key>/cite.ris", citing.chapter, {"form": "ris"}, name="cite-chapter-ris"),
    path("<slug:slug>/<int:number>/<printable:key>/changes/", comparing.changes, name="changes"),
    path("<slug:slug>/<int:number>/<printable:key>/errata/", errata.erratum, name="errata"),
]
