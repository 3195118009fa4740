from django.urls import path

from courses.views import badges

urlpatterns = [
    path("issuer.json", badges.issuer, name="badge-issuer"),
    path("keys.json", badges.keys, name="badge-keys"),
    path("keys/<str:name>.json", badges.key, name="badge-key"),
    path("revoked.json", badges.revoked, name="badge-revoked"),
    path("<slug:slug>.json", badges.achievement, name="badge-achievement"),
]
