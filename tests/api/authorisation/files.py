"""Commands on photos and documents of listings."""

from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.listing_files import document_of, photo_of


@command("photoDescribe", at=Side.PROVIDER)
def describe(stage: Stage) -> Given:
    photo = photo_of(stage.home.samples, "")
    return {"photo": stage.id_of(photo, "ListingPhoto"), "altText": "A freezer."}


@command("photoRemove", at=Side.PROVIDER)
def remove_photo(stage: Stage) -> Given:
    return {"photo": stage.id_of(photo_of(stage.home.samples), "ListingPhoto")}


@command("photosArrange", at=Side.PROVIDER)
def arrange(stage: Stage) -> Given:
    photos = [photo_of(stage.home.samples), photo_of(stage.home.samples)]
    return {
        "listing": stage.id_of(stage.home.samples, "Listing"),
        "photos": [stage.id_of(photo, "ListingPhoto") for photo in reversed(photos)],
    }


@command("documentEdit", at=Side.PROVIDER)
def edit(stage: Stage) -> Given:
    document = document_of(stage.home.samples)
    return {"document": stage.id_of(document, "ListingDocument"), "title": "Thawing", "kind": "DATA_SHEET"}


@command("documentRemove", at=Side.PROVIDER)
def remove_document(stage: Stage) -> Given:
    return {"document": stage.id_of(document_of(stage.home.samples), "ListingDocument")}
