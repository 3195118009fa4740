from django.urls import path

from courses.views import check_in, hours, sessions

app_name = "sessions"

urlpatterns = [
    path("", sessions.mine, name="mine"),
    path("calendar/renew/", sessions.renew_feed, name="renew-feed"),
    path("<int:session_id>/", sessions.session, name="session"),
    path("<int:session_id>/seat/", sessions.seat, name="seat"),
    path("<int:session_id>/check-in/", check_in.by_session, name="check-in"),
    path("<int:session_id>/certificate.pdf", hours.certificate, name="certificate"),
    path("<int:session_id>/session.ics", sessions.download, name="calendar"),
    path("<int:session_id>/materials/<int:material_id>/", sessions.material, name="material"),
]
