"""Tell those who hold or receive material that consent for it is gone, and importers how their file fared."""

from catalog.consent.events import ConsentEvent
from catalog.consent.models import ConsentRecord
from catalog.interchange.events import ImportEvent
from catalog.interchange.models import ImportRun
from catalog.interchange.states import ImportState
from exchange.kernel.models import OutboxEvent
from exchange.kernel.outbox import handles
from exchange.notify import audiences, operations
from exchange.notify.handlers.requests import title_for
from exchange.notify.links import INBOX, Page
from exchange.notify.texts import Text
from exchange.requests.events import RequestEvent
from exchange.requests.models import RequestLine
from exchange.requests.queries import GONE, lines_resting_on


@handles(ConsentEvent.CONSENT_WITHDRAWN)
def tell_of_withdrawn_consent(event: OutboxEvent) -> None:
    """Tell the provider by the donor's pseudonym, and requesters without it."""
    consent = ConsentRecord.objects.select_related("form__organisation").get(pk=event.payload["consent_id"])
    organisation = consent.form.organisation
    operations.notify(
        event=event,
        people=audiences.keeping_consent(organisation),
        text=Text.CONSENT_WITHDRAWN_TO_PROVIDER,
        link=INBOX,
        donor=consent.donor_pseudonym,
        organisation=organisation,
    )
    # Each person is told once; what has not left is stopped, and they hear of that.
    for line in lines_resting_on(consent, states=GONE):
        _tell_requester(event, line, Text.CONSENT_WITHDRAWN_TO_RECIPIENT)


@handles(RequestEvent.LINE_STOPPED)
def tell_requester_of_stop(event: OutboxEvent) -> None:
    line = RequestLine.objects.select_related("request__requester", "listing__unit").get(pk=event.payload["line_id"])
    _tell_requester(event, line, Text.CONSENT_WITHDRAWN_TO_REQUESTER)


def _tell_requester(event: OutboxEvent, line: RequestLine, text: Text) -> None:
    operations.notify(
        event=event,
        people=[line.request.requester],
        text=text,
        link=Page.REQUEST.of(line.request_id),
        number=line.request.number,
        listing=title_for(line),
        unit=line.listing.unit,
    )


@handles(ImportEvent.IMPORT_FINISHED)
def tell_importer(event: OutboxEvent) -> None:
    run = ImportRun.objects.select_related("upload", "unit", "started_by").get(pk=event.payload["run_id"])
    is_done = run.state == ImportState.DONE.value
    operations.notify(
        event=event,
        people=[run.started_by],
        text=Text.IMPORT_DONE_TO_STARTER if is_done else Text.IMPORT_FAILED_TO_STARTER,
        link=Page.IMPORT_RUN.of(run.pk),
        filename=run.upload.filename,
        unit=run.unit,
        created=run.rows_created,
        updated=run.rows_updated,
        unchanged=run.rows_unchanged,
        rejected=run.rows_rejected,
        failure=run.failure,
    )
