from django.urls import path

from courses.views import catalogue

urlpatterns = [path("", catalogue.home, name="home")]
