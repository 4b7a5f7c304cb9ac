"""What can be done with the photos and documents of listings."""

from catalog.files.operations.documents import add_document, edit_document, remove_document, replace_document
from catalog.files.operations.looking import check_photo, give_up_photo
from catalog.files.operations.photos import add_photo, arrange_photos, describe_photo, remove_photo, replace_photo

__all__ = [
    "add_document",
    "add_photo",
    "arrange_photos",
    "check_photo",
    "describe_photo",
    "edit_document",
    "give_up_photo",
    "remove_document",
    "remove_photo",
    "replace_document",
    "replace_photo",
]
