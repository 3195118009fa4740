from django.urls import path

from ai4t.my_data import views

urlpatterns = [
    path("data/", views.my_data, name="my_data"),
    path("delete/", views.delete_account, name="delete_account"),
]
