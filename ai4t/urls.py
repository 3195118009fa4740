from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from ai4t.desk import views as desk
from ai4t.oai import views as oai
from ai4t.searching import views as searching
from ai4t.views import crawling, health, pages

handler400 = "ai4t.views.refusing.bad_request"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("", pages.choose_language, name="choose-language"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:kind>-<int:number>.xml", crawling.sitemap, name="sitemap"),
    path("oai", oai.oai, name="oai"),
    path("content/", include("courses.content_urls")),
    path("content/books/", include("handbook.content_urls")),
    path("badges/", include("courses.badge_urls")),
    path("calendar/", include("courses.calendar_urls")),
]

urlpatterns += i18n_patterns(
    path("", include("courses.home_urls")),
    path("", include("courses.urls")),
    path("handbook/", include("handbook.urls")),
    path("sessions/", include("courses.session_urls")),
    path("check-in/", include("courses.check_in_urls")),
    path("attestations/", include("courses.attestation_urls")),
    path("cohorts/", include("courses.cohort_urls")),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("legal/", pages.legal, name="legal"),
    path("help/", desk.contact, name="contact"),
    path("search/", searching.search, name="search"),
    path("schools/", include("ai4t.schools.urls")),
    path("accounts/", include("ai4t.my_data.urls")),
    path("accounts/", include("ai4t.accounts.urls")),
    path("admin/", admin.site.urls),
)
