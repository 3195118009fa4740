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
        from courses.cohorts import arriving as cohort_arriving
        from courses.cohorts import chores as cohort_chores
        from courses.cohorts import letters as cohort_letters
        from courses.cohorts import message_letters, unreached
        from courses.importing import registering
        from courses.packages import checking
        from courses.sessions import chores as session_chores
        from courses.sessions import letters as session_letters

        arriving.register()
        benching.register_scenarios()
        cohort_arriving.register()
        cohort_chores.register()
        cohort_letters.register()
        message_letters.register()
        unreached.register()
        mails.register()
        permissions.grant_to_roles()
        registering.register()
        checking.register()
        session_chores.register()
        session_letters.register()
