from django.urls import path

from courses.views import check_in

urlpatterns = [path("", check_in.by_code, name="check-in")]
