from django.urls import path

from courses.views import sessions

urlpatterns = [path("<slug:key>.ics", sessions.feed, name="calendar-feed")]
