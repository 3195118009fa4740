from django.urls import path

from courses.views import files

urlpatterns = [
    path("<int:release_id>/<str:key>/w<int:width>/<str:name>", files.picture, name="content-picture"),
    path("<int:release_id>/<str:key>/<str:name>", files.file, name="content-file"),
]
