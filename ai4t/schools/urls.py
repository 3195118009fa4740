from django.urls import path

from ai4t.schools import views

app_name = "schools"

urlpatterns = [
    path("", views.choose, name="choose"),
    path("search", views.search, name="search"),
    path("take/", views.take_one, name="take"),
    path("propose/", views.propose, name="propose"),
]
