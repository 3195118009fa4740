from django.urls import path

from ai4t import path_parts  # noqa: F401  importing it names the converter
from courses.views import answering, attesting, catalogue, classroom, hours, learning, packages, problems

app_name = "courses"

urlpatterns = [
    path("learning/", learning.learning, name="learning"),
    path("learning/hours/", hours.mine, name="hours"),
    path("learning/hours.csv", hours.as_csv, name="hours-csv"),
    path("learning/hours/<int:practice_id>/", hours.correct, name="practice"),
    path("courses/<slug:slug>/", catalogue.course, name="course"),
    path("courses/<slug:slug>/enrol/", catalogue.join, name="enrol"),
    path("courses/<slug:slug>/continue/", learning.go_on, name="continue"),
    path("courses/<slug:slug>/attestation/", attesting.attestation, name="attestation"),
    path("courses/<slug:slug>/attestation/<slug:code>.pdf", attesting.pdf, name="attestation-pdf"),
    path("courses/<slug:slug>/attestation/<slug:code>.jwt", attesting.credential, name="attestation-badge"),
    path("courses/<slug:slug>/finished/", learning.finished, name="finished"),
    path("courses/<slug:slug>/<printable:key>/", classroom.unit, name="unit"),
    path("courses/<slug:slug>/<printable:key>/visit/", classroom.visit, name="visit"),
    path("courses/<slug:slug>/<printable:key>/done/", classroom.declare, name="declare"),
    path("courses/<slug:slug>/<printable:key>/answers/<slug:activity>/", answering.hand_in, name="answers"),
    path("courses/<slug:slug>/<printable:key>/answers/<slug:activity>/keep/", answering.keep, name="keep-answers"),
    path("courses/<slug:slug>/<printable:key>/problem/", problems.problem, name="problem"),
    path("courses/<slug:slug>/<printable:key>/package/<printable:package_key>/", packages.package, name="package"),
    path("courses/<slug:slug>/<printable:key>/package/<printable:package_key>/claim/", packages.claim, name="claim"),
]
