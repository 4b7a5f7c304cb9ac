"""News of access requests. Plain Python."""

from enum import StrEnum


class RequestEvent(StrEnum):
    """Names of events in the outbox."""

    PROJECT_CREATED = "ProjectCreated"  # {project_id}
    PROJECT_UPDATED = "ProjectUpdated"  # {project_id}
    REQUEST_SUBMITTED = "RequestSubmitted"  # {request_id}
    REQUEST_WITHDRAWN = "RequestWithdrawn"  # {request_id}
    LINE_APPROVED = "LineApproved"  # {line_id}
    LINE_DECLINED = "LineDeclined"  # {line_id}
    LINE_EXPIRED = "LineExpired"  # {line_id}
    LINE_STOPPED = "LineStopped"  # {line_id}
    LINE_NUDGED = "LineNudged"  # {line_id}
    LINE_DUE = "LineDue"  # {line_id}
    LINE_OVERDUE = "LineOverdue"  # {line_id}
    COMMITTEE_TOO_FEW = "CommitteeTooFew"  # {part_id}
