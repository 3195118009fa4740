from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """The course: releases, units, enrolment, completion."""

    name = "courses"
    verbose_name = _("Courses")

    def ready(self):
        from courses import (
            arriving,
            benching,
            crawling,
            harvesting,
            linking,
            mails,
            merging,
            permissions,
            personal,  # noqa: F401  importing it declares
            searching,
        )
        from courses.attendance import chores as attendance_chores
        from courses.attendance.guests import settle_when_saved
        from courses.cohorts import arriving as cohort_arriving
        from courses.cohorts import chores as cohort_chores
        from courses.cohorts import letters as cohort_letters
        from courses.cohorts import message_letters, unreached
        from courses.importing import registering
        from courses.meeting_reports import chores as report_chores
        from courses.meeting_reports import forgetting
        from courses.packages import checking
        from courses.sessions import chores as session_chores
        from courses.sessions import leaving
        from courses.sessions import letters as session_letters

        arriving.register()
        benching.register_scenarios()
        crawling.register()
        harvesting.register()
        cohort_arriving.register()
        cohort_chores.register()
        cohort_letters.register()
        message_letters.register()
        unreached.register()
        mails.register()
        merging.register()
        permissions.grant_to_roles()
        registering.register()
        searching.register()
        linking.register()
        post_save.connect(searching.note_course, sender="courses.Course", dispatch_uid="courses.searching")
        checking.register()
        attendance_chores.register()
        forgetting.register()
        report_chores.register()
        session_chores.register()
        post_save.connect(settle_when_saved, sender="courses.Invitation", dispatch_uid="courses.walk_ins")
        leaving.register()
        session_letters.register()
