"""Why a listing's photo or document is not taken or not changed. Plain Python."""

from enum import StrEnum


class FileCode(StrEnum):
    """Why a file is not taken."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    WRONG_STATE = "WRONG_STATE"
    TOO_LARGE = "TOO_LARGE"
    TOO_MANY = "TOO_MANY"
    ALREADY_THERE = "ALREADY_THERE"
    UNSUPPORTED = "UNSUPPORTED"
    UNREADABLE = "UNREADABLE"
    UNSAFE = "UNSAFE"
    WRONG_SEQUENCE = "WRONG_SEQUENCE"
    PATIENT_RECORDS = "PATIENT_RECORDS"


class PhotoCode(StrEnum):
    """Why a photo is not described or removed."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"


class PhotosArrangeCode(StrEnum):
    """Why photos are not put in another order."""

    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"


class DocumentCode(StrEnum):
    """Why what is said of a document is not changed, or the document not removed."""

    INVALID = "INVALID"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_FOUND = "NOT_FOUND"


class FileRefusedError(Exception):
    """Raise when a file cannot be offered; the message is a sentence for the person who sent it."""

    def __init__(self, code: FileCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
