from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from handbook.views import files

urlpatterns = [
    path("<int:edition_id>/<printable:key>/w<int:width>/<printable:name>", files.picture, name="book-picture"),
    path("<int:edition_id>/<printable:key>/<printable:name>", files.file, name="book-file"),
]
