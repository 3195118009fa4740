from django.urls import path

from courses.views import sessions

app_name = "sessions"

urlpatterns = [
    path("", sessions.mine, name="mine"),
    path("calendar/renew/", sessions.renew_feed, name="renew-feed"),
    path("<int:session_id>/", sessions.session, name="session"),
    path("<int:session_id>/seat/", sessions.seat, name="seat"),
    path("<int:session_id>/session.ics", sessions.download, name="calendar"),
    path("<int:session_id>/materials/<int:material_id>/", sessions.material, name="material"),
]
