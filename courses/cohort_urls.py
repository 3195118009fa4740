from django.urls import path

from courses.views import cohorts, invitations

app_name = "cohorts"

urlpatterns = [
    path("", cohorts.find, name="find"),
    path("invitations/<str:key>/", invitations.invitation, name="invitation"),
    path("invitations/<str:key>/decline/", invitations.decline, name="decline"),
    path("<str:code>/", cohorts.join, name="join"),
    path("<str:code>/leave/", cohorts.leave, name="leave"),
]
