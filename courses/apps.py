from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """The course: releases, units, enrolment, completion."""

    name = "courses"
    verbose_name = _("Courses")

    def ready(self):
        from courses import (
            arriving,
            benching,
            mails,
            permissions,
            personal,  # noqa: F401  importing it declares
        )
        from courses.cohorts import chores as cohort_chores
        from courses.cohorts import letters as cohort_letters
        from courses.cohorts import message_letters, unreached
        from courses.importing import registering
        from courses.packages import checking

        arriving.register()
        benching.register_scenarios()
        cohort_chores.register()
        cohort_letters.register()
        message_letters.register()
        unreached.register()
        mails.register()
        permissions.grant_to_roles()
        registering.register()
        checking.register()
