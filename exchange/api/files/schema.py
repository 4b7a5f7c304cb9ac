"""The files' part of the schema."""

import graphene

from exchange.api.files.document_edit import DocumentEdit
from exchange.api.files.document_remove import DocumentRemove
from exchange.api.files.photo_describe import PhotoDescribe
from exchange.api.files.photo_remove import PhotoRemove
from exchange.api.files.photos_arrange import PhotosArrange


class Mutation(graphene.ObjectType):
    """What managers do with photos and documents; `POST /uploads/photos` and `/uploads/documents` take new ones."""

    photo_describe = PhotoDescribe.Field()
    photo_remove = PhotoRemove.Field()
    photos_arrange = PhotosArrange.Field()
    document_edit = DocumentEdit.Field()
    document_remove = DocumentRemove.Field()
