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
        from courses.cohorts import letters as cohort_letters
        from courses.importing import registering
        from courses.meeting_reports import chores as report_chores
        from courses.meeting_reports import forgetting
        from courses.packages import checking
        from courses.sessions import chores as session_chores
        from courses.sessions import letters as session_letters

        arriving.register()
        benching.register_scenarios()
        cohort_letters.register()
        mails.register()
        permissions.grant_to_roles()
        registering.register()
        checking.register()
        forgetting.register()
        report_chores.register()
        session_chores.register()
        session_letters.register()
