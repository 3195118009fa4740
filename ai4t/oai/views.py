"""The one address that harvesters know. It answers in no language of its own: records hold all of them."""

from datetime import UTC, datetime
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ai4t.oai import items
from ai4t.oai.asking import Question, Refused, question_of
from ai4t.oai.items import Heading
from ai4t.oai.listing import piece_at, place_of
from ai4t.oai.writing import PREFIX, Answer, moment


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """A refusal is an answer like any other, with the status 200, as the protocol asks."""
    address, now = settings.SITE_URL + reverse("oai"), timezone.now()
    repeated: dict[str, str] = {}
    try:
        question = question_of(request.POST if request.method == "POST" else request.GET)
        repeated = {"verb": question.verb, **question.arguments}
        answer = Answer(address, repeated, now=now)
        _ANSWERS[question.verb](answer, question)
    except Refused as refusal:
        answer = Answer(address, {} if refusal.code in {"badVerb", "badArgument"} else repeated, now=now)
        answer.refuse(refusal.code, refusal.sentence)
    return HttpResponse(answer.written(), content_type="text/xml; charset=UTF-8")


def _identify(answer: Answer, question: Question):
    earliest = min((heading.stamp for heading in items.headings()), default=datetime(1970, 1, 1, tzinfo=UTC))
    answer.identify(
        [
            ("repositoryName", settings.PLATFORM_NAME),
            ("baseURL", settings.SITE_URL + reverse("oai")),
            ("protocolVersion", "2.0"),
            ("adminEmail", parseaddr(settings.REPLY_TO_EMAIL)[1]),
            ("earliestDatestamp", moment(earliest)),
            # What is closed is gone without a trace.
            ("deletedRecord", "no"),
            ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ]
    )


def _list_formats(answer: Answer, question: Question):
    if question.get("identifier"):
        _heading_or_refusal(question)
    answer.list_formats()


def _list_sets(answer: Answer, question: Question):
    if question.get("resumptionToken"):
        raise Refused("badResumptionToken", "The list of sets comes in one piece.")
    answer.list_sets(items.collections())


def _give_record(answer: Answer, question: Question):
    heading = _heading_or_refusal(question)
    _refuse_other_formats(question)
    answer.give_record(heading, items.described([heading])[heading.key])


def _list_identifiers(answer: Answer, question: Question):
    _refuse_other_formats(question)
    answer.list_identifiers(piece_at(place_of(question)))


def _list_records(answer: Answer, question: Question):
    _refuse_other_formats(question)
    piece = piece_at(place_of(question))
    answer.list_records(piece, items.described(piece.headings))


def _heading_or_refusal(question: Question) -> Heading:
    wanted = question.get("identifier")
    found = next((heading for heading in items.headings() if heading.identifier == wanted), None)
    if found is None:
        raise Refused("idDoesNotExist", "There is nothing of this identifier here.")
    return found


def _refuse_other_formats(question: Question):
    if question.get("metadataPrefix") not in {PREFIX, ""}:
        raise Refused("cannotDisseminateFormat", f"Records are given as {PREFIX} alone.")


_ANSWERS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _give_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
