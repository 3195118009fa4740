from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """The course: releases, units, enrolment, completion."""

    name = "courses"
    verbose_name = _("Courses")

    def ready(self):
        from courses import (
            benching,
            mails,
            personal,  # noqa: F401  importing it declares
        )
        from courses.importing import registering

        benching.register_scenarios()
        mails.register()
        registering.register()
