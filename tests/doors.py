"""The table of doors: every address of the site and every action of its administration, and who gets in.

A row is an address, what it is about, a method, and one answer for each column. The columns are a visitor, a learner
who is enrolled, a person who is not; staff of any role without a second factor; then roles with theirs. ``others``
are readers of figures and trial statisticians.

Answers: ``page`` (200), ``in`` (to sign in), ``go`` (led elsewhere), ``set`` (to set up a second factor), ``prove``
(to show it again), ``404`` (no such thing, for her), ``403`` (refused), ``405`` (not this way), ``400``.
"""

from dataclasses import dataclass

ROLE_OF = {
    "operator": ["operator"],
    "consortium": ["consortium_coordinator"],
    "national": ["national_coordinator"],
    "author": ["author"],
    "translator": ["translator"],
    "trainer": ["trainer"],
    "others": ["figures_reader", "statistician"],
}
COLUMNS = ["visitor", "learner", "stranger", "nofactor", *ROLE_OF]
# Who looks after cohorts, and who makes them.
GROUPS = {
    "coordinators": {"operator", "consortium", "national"},
    "overseers": {"operator", "consortium", "national", "trainer"},
}
_BEHIND_THE_DOOR = {"visitor": "in", "learner": "404", "stranger": "404", "nofactor": "set"}


@dataclass(frozen=True)
class Door:
    name: str
    of: str
    method: str
    answers: dict[str, str]

    def __str__(self):
        return f"{self.method} {self.name} {self.of}"


@dataclass(frozen=True)
class List:
    """A list of the administration: who sees it, and who may add to it or change a row by a form."""

    model: str
    sees: set[str]
    adds: set[str]
    changes: set[str]

    def doors(self) -> list[Door]:
        return [
            self._door("changelist", "-", "GET", self.sees),
            self._door("change", self.model, "GET", self.sees),
            self._door("history", self.model, "GET", {"operator"}),
            self._door("add", "-", "GET", self.adds),
            self._door("add", "-", "POST", self.adds),
            self._door("delete", self.model, "GET", set()),
            self._door("delete", self.model, "POST", set()),
            *([] if self.changes else [self._door("change", self.model, "POST", set())]),
        ]

    def _door(self, page, of, method, allowed) -> Door:
        name = f"admin:{self.model.replace('.', '_').lower()}_{page}"
        answers = {column: "page" if column in allowed else "403" for column in ROLE_OF}
        return Door(name, of, method, {**_BEHIND_THE_DOOR, **answers})


def _read_doors(table: str) -> list[Door]:
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    return [Door(name, of, method, dict(zip(COLUMNS, answers, strict=True))) for name, of, method, *answers in rows]


def _read_lists(table: str) -> list[List]:
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    return [List(model, *map(_columns_named, columns)) for model, *columns in rows]


def _columns_named(names: str) -> set[str]:
    return set().union(*(GROUPS.get(name, {name}) for name in names.split(","))) - {"-"}


LISTS = _read_lists("""
# list                 sees                                      adds      changes
ai4t.AccountMerge      operator                                  -         -
ai4t.Agreement         operator                                  -         -
ai4t.AuditEntry        operator                                  -         -
ai4t.HelpRequest       operator,consortium                       -         operator,consortium
ai4t.Language          operator                                  -         operator
ai4t.Letter            operator                                  -         -
ai4t.MailSwitch        operator                                  -         operator
ai4t.Responsibility    operator                                  operator  -
ai4t.School            operator,consortium,national              operator  operator,consortium,national
ai4t.SyncRun           operator                                  -         -
ai4t.User              operator,consortium,national              -         operator
courses.Activity       operator,consortium,author,translator,trainer operator,author  operator,author
courses.Attempt        operator                                  -         -
courses.Attestation    operator,consortium                       -         operator,consortium
courses.AttestationIssuer operator,consortium                    operator,consortium  operator,consortium
courses.AttestationRule   operator,consortium                    operator,consortium  operator,consortium
courses.Cohort         overseers                                 coordinators  overseers
courses.Completion     overseers                                 -         -
courses.Course         operator,consortium,author,translator     -         operator
courses.Enrolment      overseers                                 -         -
courses.Module         operator,consortium,author,translator     -         -
courses.Question       operator,consortium,author,translator     operator,author  operator,author
courses.Package        operator,consortium,author,translator     -         operator
courses.PackageClaim   operator                                  -         operator
courses.Release        operator,consortium,author,translator     -         -
courses.Session        overseers                                 overseers overseers
handbook.Book          operator,consortium,author,translator     -         operator,consortium
handbook.Build         operator,consortium,author,translator     -         -
handbook.Chapter       operator,consortium,author,translator     -         operator,author
handbook.ChapterFile   operator,consortium,author,translator     -         operator,author
handbook.Edition       operator,consortium,author,translator     -         operator,consortium
handbook.Erratum       operator,consortium,author                -         operator,author
handbook.GlossaryTerm  operator,consortium,author,translator     -         -
handbook.OutsideLink   operator,consortium,author,translator     -         -
handbook.Part          operator,consortium,author,translator     -         -
courses.Section        operator,consortium,author,translator     -         -
courses.Unit           operator,consortium,author,translator     -         -
""")

# Who may do what with rows that she sees; everybody else's attempt does nothing.
ACTIONS = {
    ("ai4t.Letter", "send_again"): {"operator"},
    ("ai4t.Letter", "mark_arrived"): {"operator"},
    ("ai4t.Letter", "cancel"): {"operator"},
    ("ai4t.Responsibility", "end"): {"operator"},
    ("ai4t.School", "accept"): {"operator", "consortium", "national"},
    ("handbook.Build", "make_again"): {"operator", "author", "translator"},
    ("courses.Question", "remove"): {"operator", "author"},
    ("courses.Question", "remove_and_reset"): {"operator", "author"},
    ("courses.Release", "publish"): {"operator"},
    ("courses.Release", "retire"): {"operator"},
}

DOORS = _read_doors("""
# address                            about                 vis. lrn. str. nof. ope. con. nat. aut. tra. trn. oth.
# Open to everybody
healthz                              -                GET  page page page page page page page page page page page
readyz                               -                GET  page page page page page page page page page page page
oai                                  -                GET  page page page page page page page page page page page
oai                                  -                POST page page page page page page page page page page page
robots                               -                GET  page page page page page page page page page page page
sitemap-index                        -                GET  page page page page page page page page page page page
sitemap                              sitemap          GET  page page page page page page page page page page page
choose-language                      -                GET  go   go   go   go   go   go   go   go   go   go   go
home                                 -                GET  page page page page page page page page page page page
accessibility                        -                GET  page page page page page page page page page page page
privacy                              -                GET  page page page page page page page page page page page
legal                                -                GET  page page page page page page page page page page page
search                               -                GET  page page page page page page page page page page page
terms                                -                GET  page page page page page page page page page page page
contact                              -                GET  page page page page page page page page page page page
contact                              -                POST page page page page page page page page page page page
# Courses
content-file                         file             GET  404  page 404  404  page 404  404  page page 404  404
content-file                         no-file          GET  404  404  404  404  404  404  404  404  404  404  404
activity-file                        activity-file    GET  404  page 404  404  page 404  404  page page 404  404
content-picture                      picture          GET  404  page 404  404  page 404  404  page page 404  404
# The handbook; a draft is read by those who work on it
handbook:books                       -                GET  page page page page page page page page page page page
handbook:book                        book             GET  page page page page page page page page page page page
handbook:latest                      book             GET  go   go   go   go   go   go   go   go   go   go   go
handbook:latest-chapter              latest-chapter   GET  go   go   go   go   go   go   go   go   go   go   go
handbook:edition                     edition          GET  page page page page page page page page page page page
handbook:edition                     draft            GET  404  404  404  404  page page 404  page page 404  404
handbook:chapter                     chapter          GET  page page page page page page page page page page page
handbook:chapter                     draft-chapter    GET  404  404  404  404  page page 404  page page 404  404
handbook:cite-edition-bib            edition          GET  page page page page page page page page page page page
handbook:cite-edition-bib            draft            GET  404  404  404  404  404  404  404  404  404  404  404
handbook:cite-edition-ris            edition          GET  page page page page page page page page page page page
handbook:cite-edition-ris            draft            GET  404  404  404  404  404  404  404  404  404  404  404
handbook:cite-chapter-bib            chapter          GET  page page page page page page page page page page page
handbook:cite-chapter-bib            draft-chapter    GET  404  404  404  404  404  404  404  404  404  404  404
handbook:cite-chapter-ris            chapter          GET  page page page page page page page page page page page
handbook:cite-chapter-ris            draft-chapter    GET  404  404  404  404  404  404  404  404  404  404  404
handbook:glossary                    edition          GET  page page page page page page page page page page page
handbook:downloads                   edition          GET  page page page page page page page page page page page
handbook:downloads                   edition          POST 404  404  404  404  go   404  404  go   go   404  404
handbook:downloads                   draft            GET  404  404  404  404  page page 404  page page 404  404
handbook:download                    download         GET  page page page page page page page page page page page
handbook:download                    draft-download   GET  404  404  404  404  page page 404  page page 404  404
handbook:download-figures            book             GET  page page page page page page page page page page page
handbook:download-counts             book             GET  404  404  404  404  page page page 404  404  404  page
handbook:changes                     second-chapter   GET  page page page page page page page page page page page
handbook:errata                      chapter          GET  page page page page page page page page page page page
handbook:errata                      chapter          POST page page page page page page page page page page page
book-file                            chapter-file     GET  page page page page page page page page page page page
book-file                            draft-file       GET  404  404  404  404  page page 404  page page 404  404
book-picture                         chapter-picture  GET  page page page page page page page page page page page
courses:course                       course           GET  page page page page page page page page page page page
courses:enrol                        course           GET  in   405  405  405  405  405  405  405  405  405  405
courses:enrol                        course           POST in   go   go   go   go   go   go   go   go   go   go
courses:continue                     course           GET  in   go   go   go   go   go   go   go   go   go   go
courses:finished                     course           GET  in   404  404  404  404  404  404  404  404  404  404
courses:learning                     -                GET  in   page page page page page page page page page page
courses:unit                         unit             GET  go   page go   go   page go   go   page page go   go
courses:visit                        unit             GET  in   405  405  405  405  405  405  405  405  405  405
courses:visit                        unit             POST in   404  404  404  404  404  404  404  404  404  404
courses:declare                      unit             GET  in   405  405  405  405  405  405  405  405  405  405
courses:declare                      unit             POST in   go   404  404  404  404  404  404  404  404  404
courses:attestation                  course           GET  in   page 404  404  404  404  404  404  404  404  404
courses:attestation                  course           POST in   go   404  404  404  404  404  404  404  404  404
courses:attestation-pdf              attestation      GET  in   page 404  404  404  404  404  404  404  404  404
courses:attestation-badge            attestation      GET  in   404  404  404  404  404  404  404  404  404  404
verify                               -                GET  page page page page page page page page page page page
attestation                          code             GET  page page page page page page page page page page page
badge-issuer                         -                GET  404  404  404  404  404  404  404  404  404  404  404
badge-keys                           -                GET  404  404  404  404  404  404  404  404  404  404  404
badge-key                            a-key            GET  404  404  404  404  404  404  404  404  404  404  404
badge-revoked                        -                GET  404  404  404  404  404  404  404  404  404  404  404
badge-achievement                    course           GET  404  404  404  404  404  404  404  404  404  404  404
courses:answers                      activity         GET  in   405  405  405  405  405  405  405  405  405  405
courses:answers                      activity         POST in   404  404  404  404  404  404  404  404  404  404
courses:keep-answers                 activity         GET  in   405  405  405  405  405  405  405  405  405  405
courses:keep-answers                 activity         POST in   404  404  404  404  404  404  404  404  404  404
courses:problem                      unit             GET  in   page 404  404  404  404  404  404  404  404  404
courses:problem                      unit             POST in   page 404  404  404  404  404  404  404  404  404
courses:package                      package          GET  go   page go   go   page go   go   page page go   go
courses:claim                        package          GET  in   405  405  405  405  405  405  405  405  405  405
courses:claim                        package          POST in   404  404  404  404  404  404  404  404  404  404
sessions:mine                        -                GET  in   page page page page page page page page page page
sessions:renew-feed                  -                GET  in   405  405  405  405  405  405  405  405  405  405
sessions:renew-feed                  -                POST in   go   go   go   go   go   go   go   go   go   go
sessions:session                     session          GET  in   page 404  404  404  404  404  404  404  404  404
sessions:seat                        session          GET  in   405  405  405  405  405  405  405  405  405  405
sessions:seat                        session          POST in   go   404  404  404  404  404  404  404  404  404
sessions:calendar                    session          GET  in   page 404  404  404  404  404  404  404  404  404
sessions:material                    session-file     GET  in   page 404  404  404  404  404  404  404  404  404
check-in                             -                GET  in   page page page page page page page page page page
check-in                             -                POST in   page page page page page page page page page page
sessions:check-in                    session          GET  in   page page page page page page page page page page
sessions:check-in                    session          POST in   page page page page page page page page page page
sessions:certificate                 session-over     GET  in   page 404  404  404  404  404  404  404  404  404
courses:hours                        -                GET  in   page page page page page page page page page page
courses:hours                        -                POST in   page page page page page page page page page page
courses:hours-csv                    -                GET  in   page page page page page page page page page page
courses:practice                     practice         GET  in   page 404  404  404  404  404  404  404  404  404
courses:practice                     practice         POST in   page 404  404  404  404  404  404  404  404  404
calendar-feed                        feed             GET  page page page page page page page page page page page
calendar-feed                        a-key            GET  404  404  404  404  404  404  404  404  404  404  404
# Into a cohort and out of it
cohorts:find                         -                GET  page page page page page page page page page page page
cohorts:join                         join-code        GET  page page page page page page page page page page page
cohorts:join                         join-code        POST in   go   go   go   go   go   go   go   go   go   go
cohorts:leave                        join-code        GET  in   page 404  404  404  404  404  404  404  404  404
cohorts:leave                        join-code        POST in   go   404  404  404  404  404  404  404  404  404
cohorts:invitation                   invitation       GET  page page page page page page page page page page page
cohorts:invitation                   invitation       POST in   go   go   go   go   go   go   go   go   go   go
cohorts:decline                      invitation       GET  page page page page page page page page page page page
cohorts:decline                      invitation       POST go   go   go   go   go   go   go   go   go   go   go
sessions:mine                        -                GET  in   page page page page page page page page page page
sessions:renew-feed                  -                GET  in   405  405  405  405  405  405  405  405  405  405
sessions:renew-feed                  -                POST in   go   go   go   go   go   go   go   go   go   go
sessions:session                     session          GET  in   page 404  404  404  404  404  404  404  404  404
sessions:seat                        session          GET  in   405  405  405  405  405  405  405  405  405  405
sessions:seat                        session          POST in   go   404  404  404  404  404  404  404  404  404
sessions:calendar                    session          GET  in   page 404  404  404  404  404  404  404  404  404
sessions:material                    session-file     GET  in   page 404  404  404  404  404  404  404  404  404
calendar-feed                        feed             GET  page page page page page page page page page page page
calendar-feed                        a-key            GET  404  404  404  404  404  404  404  404  404  404  404
# What people do about themselves
schools:choose                       -                GET  in   page page page page page page page page page page
schools:search                       -                GET  in   page page page page page page page page page page
schools:take                         -                GET  in   405  405  405  405  405  405  405  405  405  405
schools:take                         -                POST in   404  404  404  404  404  404  404  404  404  404
schools:propose                      -                GET  in   405  405  405  405  405  405  405  405  405  405
schools:propose                      -                POST in   page page page page page page page page page page
my_data                              -                GET  in   page page page page page page page page page page
my_data                              -                POST in   page page page page page page page page page page
delete_account                       -                GET  in   page page page page page page page page page page
delete_account                       -                POST in   page page page page page page page page page page
# Accounts
account_signup                       -                GET  page go   go   go   go   go   go   go   go   go   go
account_signup                       -                POST page go   go   go   go   go   go   go   go   go   go
account_login                        -                GET  page go   go   go   go   go   go   go   go   go   go
account_login                        -                POST page go   go   go   go   go   go   go   go   go   go
account_logout                       -                GET  go   page page page page page page page page page page
account_logout                       -                POST go   go   go   go   go   go   go   go   go   go   go
account_request_login_code           -                GET  page go   go   go   go   go   go   go   go   go   go
account_request_login_code           -                POST page go   go   go   go   go   go   go   go   go   go
account_confirm_login_code           -                GET  go   go   go   go   go   go   go   go   go   go   go
account_confirm_login_code           -                POST go   go   go   go   go   go   go   go   go   go   go
account_email_verification_sent      -                GET  in   go   go   go   go   go   go   go   go   go   go
account_email_verification_sent      -                POST in   go   go   go   go   go   go   go   go   go   go
account_confirm_link                 link             GET  page page page page page page page page page page page
account_confirm_link                 link             POST go   go   go   go   go   go   go   go   go   go   go
account_inactive                     -                GET  page page page page page page page page page page page
account_reset_password               -                GET  page page page page page page page page page page page
account_reset_password               -                POST page page page page page page page page page page page
account_reset_password_done          -                GET  page page page page page page page page page page page
account_reset_password_from_key      reset            GET  page page page page page page page page page page page
account_reset_password_from_key      reset            POST page page page page page page page page page page page
account_reset_password_from_key_done -                GET  page page page page page page page page page page page
account_change_password              -                GET  in   page page page page page page page page page page
account_change_password              -                POST in   page page page page page page page page page page
account_set_password                 -                GET  in   go   go   go   go   go   go   go   go   go   go
account_set_password                 -                POST in   go   go   go   go   go   go   go   go   go   go
account_reauthenticate - GET in prove page page prove prove prove prove prove prove prove
account_reauthenticate - POST in prove page page prove prove prove prove prove prove prove
account_email                        -                GET  in   page page page page page page page page page page
account_email                        -                POST in   page page page page page page page page page page
profile                              -                GET  in   page page page page page page page page page page
profile                              -                POST in   page page page page page page page page page page
answer_research                      -                GET  in   405  405  405  405  405  405  405  405  405  405
answer_research                      -                POST in   go   go   go   go   go   go   go   go   go   go
choose_letters                       -                GET  in   405  405  405  405  405  405  405  405  405  405
choose_letters                       -                POST in   go   go   go   go   go   go   go   go   go   go
decline_letters                      way-out          GET  page page page page page page page page page page page
decline_letters                      way-out          POST page page page page page page page page page page page
decline_letters                      a-key            GET  404  404  404  404  404  404  404  404  404  404  404
mfa_authenticate                     -                GET  in   go   go   go   go   go   go   go   go   go   go
mfa_authenticate                     -                POST in   go   go   go   go   go   go   go   go   go   go
mfa_login_webauthn                   -                GET  in   go   go   go   go   go   go   go   go   go   go
mfa_login_webauthn                   -                POST in   go   go   go   go   go   go   go   go   go   go
mfa_reauthenticate                   -                GET  in   page prove prove page page page page page page page
mfa_reauthenticate                   -                POST in   page prove prove page page page page page page page
mfa_reauthenticate_webauthn - GET in prove prove prove prove prove prove prove prove prove prove
mfa_reauthenticate_webauthn - POST in prove prove prove prove prove prove prove prove prove prove
mfa_index                            -                GET  in   page page page page page page page page page page
second_factor_set_up                 -                GET  in   page page page page page page page page page page
second_factor_set_up                 -                POST in   page page page page page page page page page page
remove_second_factor                 her-factor       GET  in   405  405  405  405  405  405  405  405  405  405
remove_second_factor                 her-factor       POST in   go   404  404  404  404  404  404  404  404  404
mfa_view_recovery_codes              -                GET  in   page set  set  page page page page page page page
mfa_view_recovery_codes              -                POST in   go   set  set  go   go   go   go   go   go   go
mfa_download_recovery_codes          -                GET  in   page page page page page page page page page page
# Behind the staff door
reset_second_factor                  person           GET  in   404  404  set  page 404  404  404  404  404  404
reset_second_factor                  person           POST in   404  404  set  page 404  404  404  404  404  404
admin:index                          -                GET  in   404  404  set  page page page page page page page
admin:login                          -                GET  in   404  404  set  in   in   in   in   in   in   in
admin:jsi18n                         -                GET  in   404  404  set  page page page page page page page
admin:autocomplete                   -                GET  in   404  404  set  403  403  403  403  403  403  403
admin:app_list                       platform         GET  in   404  404  set  page page page 404  404  404  404
admin:ai4t_user_change               ai4t.User        POST in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_user_erase                person           GET  in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_user_erase                person           POST in   404  404  set  go   403  403  403  403  403  403
admin:ai4t_accountmerge_choose       person           GET  in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_accountmerge_merge        two-accounts     GET  in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_accountmerge_merge        two-accounts     POST in   404  404  set  go   403  403  403  403  403  403
admin:ai4t_accountmerge_undo         ai4t.AccountMerge GET in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_accountmerge_undo         ai4t.AccountMerge POST in  404  404  set  go   403  403  403  403  403  403
admin:handbook_edition_publish       draft-edition    GET  in   404  404  set  page page 403  403  403  403  403
admin:handbook_edition_publish       draft-edition    POST in   404  404  set  go   go   403  403  403  403  403
admin:handbook_edition_publish       edition-number   GET  in   404  404  set  go   go   403  403  403  403  403
admin:ai4t_helprequest_change        ai4t.HelpRequest POST in   404  404  set  page page 403  403  403  403  403
admin:ai4t_language_change           ai4t.Language    POST in   404  404  set  go   403  403  403  403  403  403
admin:ai4t_mailswitch_change         ai4t.MailSwitch  POST in   404  404  set  go   403  403  403  403  403  403
admin:ai4t_school_change             ai4t.School      POST in   404  404  set  page page page 403  403  403  403
admin:ai4t_school_change             school-abroad    GET  in   404  404  set  page page go   403  403  403  403
admin:ai4t_school_change             school-abroad    POST in   404  404  set  page page go   403  403  403  403
admin:ai4t_school_history            school-abroad    GET  in   404  404  set  page 403  403  403  403  403  403
admin:ai4t_school_merge              proposal         GET  in   404  404  set  page page page 403  403  403  403
admin:ai4t_school_merge              proposal         POST in   404  404  set  404  404  404  403  403  403  403
admin:ai4t_school_merge              school-abroad    GET  in   404  404  set  404  404  404  403  403  403  403
admin:courses_attestation_change     courses.Attestation POST in   404  404  set  go   go   403  403  403  403  403
admin:courses_attestation_pdf        courses.Attestation GET  in   404  404  set  page page 403  403  403  403  403
admin:courses_attestation_revoke     courses.Attestation GET  in   404  404  set  page page 403  403  403  403  403
admin:courses_attestation_revoke     courses.Attestation POST in   404  404  set  page page 403  403  403  403  403
admin:courses_attestation_anew       courses.Attestation GET  in   404  404  set  go   go   403  403  403  403  403
admin:courses_attestation_anew       courses.Attestation POST in   404  404  set  go   go   403  403  403  403  403
admin:courses_attestationissuer_change courses.AttestationIssuer POST in 404 404 set page page 403 403 403 403 403
admin:courses_attestationissuer_preview courses.AttestationIssuer GET in 404 404 set page page 403 403 403 403 403
admin:courses_attestationrule_change courses.AttestationRule POST in   404  404  set  page page 403  403  403  403  403
admin:courses_activity_change        courses.Activity POST in   404  404  set  page 403  403  page 403  403  403
admin:courses_activity_figures       courses.Activity GET  in   404  404  set  page page 403  page 403  page 403
admin:courses_activity_figures_csv   courses.Activity GET  in   404  404  set  page page 403  page 403  page 403
admin:courses_activity_import        -                GET  in   404  404  set  page 403  403  page 403  403  403
admin:courses_activity_import        -                POST in   404  404  set  page 403  403  page 403  403  403
admin:courses_activity_preview       courses.Activity GET  in   404  404  set  page page 403  page page page 403
admin:courses_cohort_change          courses.Cohort   POST in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_change          cohort-abroad    GET  in   404  404  set  page page go   403  403  go   403
admin:courses_cohort_change          cohort-abroad    POST in   404  404  set  page page go   403  403  go   403
admin:courses_cohort_invitations     courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_invitations     cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_poster          courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_poster          cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_renew_code      courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_renew_code      cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_invitations     courses.Cohort   POST in   404  404  set  404  404  404  403  403  404  403
admin:courses_cohort_renew_code      courses.Cohort   POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_renew_code      cohort-abroad    POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_people          courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_people          cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_people_csv      courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_people_csv      cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_person          member           GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_person          member-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_move            member           GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_move            member           POST in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_move            member-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_move            member-abroad    POST in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_take_out        member           GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_take_out        member           POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_take_out        member-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_take_out        member-abroad    POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_see             member           GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_see             member           POST in   404  404  set  405  405  405  403  403  405  403
admin:courses_cohort_see             member-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_see_page        page-of-member   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_see_page        page-of-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_chore           stuck            GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           in-line          GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           run-out          GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           a-key            GET  in   404  404  set  404  404  404  404  404  404  404
admin:courses_cohort_messages        courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_messages        cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_message_write   courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_message_write   courses.Cohort   POST in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_message_write   cohort-abroad    POST in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_message_try_again courses.Cohort GET  in   404  404  set  405  405  405  403  403  405  403
admin:courses_cohort_message_try_again courses.Cohort POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_message_try_again cohort-abroad  POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_message         message-sent     GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_message         message-sent     POST in   404  404  set  404  404  404  403  403  404  403
admin:courses_cohort_message         her-draft        GET  in   404  404  set  404  404  404  403  403  page 403
admin:courses_cohort_message         her-draft        POST in   404  404  set  404  404  404  403  403  404  403
admin:courses_cohort_message         message-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_message_edit    her-draft        GET  in   404  404  set  404  404  404  403  403  page 403
admin:courses_cohort_message_edit    her-draft        POST in   404  404  set  404  404  404  403  403  page 403
admin:courses_cohort_message_edit    message-sent     GET  in   404  404  set  404  404  404  403  403  404  403
admin:courses_cohort_add_people      courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_add_people      courses.Cohort   POST in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_add_people      cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_add_people      cohort-abroad    POST in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_list_example    courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_list_example    cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_list            a-list           GET  in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_list            list-abroad      GET  in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_list            a-list           POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_list            list-abroad      POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_list_refused    a-list           GET  in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_list_refused    list-abroad      GET  in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_list_good       a-list           GET  in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_list_good       list-abroad      GET  in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_sessions        courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_sessions        cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_change         courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_change         session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_change         session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_materials      courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_materials      courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_materials      session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_materials      session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_material_remove session-file    GET  in   404  404  set  405  405  405  403  403  405  403
admin:courses_session_material_remove session-file    POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_material_remove file-abroad     POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_reports        courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_reports        session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_report_look    courses.Session  GET  in   404  404  set  405  405  405  403  403  405  403
admin:courses_session_report_look    courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_report_look    session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_report_file    session-report   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_report_file    report-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_report_remove  session-report   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_report_remove  session-report   POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_report_remove  report-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_report_remove  report-abroad    POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_report_settle  session-row      GET  in   404  404  set  405  405  405  403  403  405  403
admin:courses_session_report_settle  session-row      POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_report_settle  row-abroad       POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_report_accept  courses.Session  GET  in   404  404  set  405  405  405  403  403  405  403
admin:courses_session_report_accept  courses.Session  POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_report_accept  session-abroad   POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_cancel         courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_cancel         courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_cancel         session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_cancel         session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_copy           courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_copy           courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_copy           session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_copy           session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_invitations     courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_invitations     cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_poster          courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_poster          cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_renew_code      courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_renew_code      cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_invitations     courses.Cohort   POST in   404  404  set  404  404  404  403  403  404  403
admin:courses_cohort_renew_code      courses.Cohort   POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_cohort_renew_code      cohort-abroad    POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_cohort_chore           stuck            GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           in-line          GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           run-out          GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_chore           a-key            GET  in   404  404  set  404  404  404  404  404  404  404
admin:courses_session_attendance     courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_attendance     session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_attendance_tick courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_attendance_tick session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_attendance_others courses.Session  POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_attendance_others session-abroad   POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_attendance_headcount courses.Session  POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_attendance_headcount session-abroad   POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_attendance_csv courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_attendance_csv session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_guest_add      courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_guest_add      session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_guest_remove   guest            GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_guest_remove   guest            POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_guest_remove   guest-abroad     GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_guest_remove   guest-abroad     POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_walk_in_add    courses.Session  POST in   404  404  set  page page page 403  403  page 403
admin:courses_session_walk_in_add    session-abroad   POST in   404  404  set  page page 404  403  403  404  403
admin:courses_session_walk_in_remove walk-in          POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_walk_in_remove walk-in-abroad   POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_walk_ins_invite courses.Session  POST in   404  404  set  go   go   go   403  403  go   403
admin:courses_session_walk_ins_invite session-abroad   POST in   404  404  set  go   go   404  403  403  404  403
admin:courses_session_check_in       courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_check_in       session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_sheet          courses.Session  GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_sheet          session-abroad   GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_session_certificate    attended         GET  in   404  404  set  page page page 403  403  page 403
admin:courses_session_certificate    attended-abroad  GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_hours           courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_hours           cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_cohort_hours_csv       courses.Cohort   GET  in   404  404  set  page page page 403  403  page 403
admin:courses_cohort_hours_csv       cohort-abroad    GET  in   404  404  set  page page 404  403  403  404  403
admin:courses_question_change        courses.Question POST in   404  404  set  page 403  403  page 403  403  403
admin:courses_course_change          courses.Course   POST in   404  404  set  page 403  403  403  403  403  403
admin:courses_package_change         courses.Package  POST in   404  404  set  page 403  403  403  403  403  403
admin:courses_packageclaim_change    courses.PackageClaim POST in   404  404  set  page 403  403  403  403  403  403
""")
