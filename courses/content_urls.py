from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from courses.views import files

urlpatterns = [
    path("activities/<int:activity_id>/<printable:name>", files.activity_file, name="activity-file"),
    path("<int:release_id>/<printable:key>/w<int:width>/<printable:name>", files.picture, name="content-picture"),
    path("<int:release_id>/<printable:key>/<printable:name>", files.file, name="content-file"),
]
