"""Commands on saved searches."""

from catalog.search.models import SavedSearch
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.searches import SavedSearchFactory


def _saved(stage: Stage) -> str:
    saved: SavedSearch = SavedSearchFactory.create(owner=stage.owner)
    return stage.id_of(saved, "SavedSearch")


@command("savedSearchSave", at=Side.RECIPIENT)
def save(stage: Stage) -> Given:
    return {"name": "Breast lines", "wish": '{"search": "breast"}'}


@command("savedSearchRename", at=Side.RECIPIENT, is_owned=True)
def rename(stage: Stage) -> Given:
    return {"savedSearch": _saved(stage), "name": "Lung lines"}


@command("savedSearchSetAlert", at=Side.RECIPIENT, is_owned=True)
def set_alert(stage: Stage) -> Given:
    return {"savedSearch": _saved(stage), "alert": "WEEKLY"}


@command("savedSearchForget", at=Side.RECIPIENT, is_owned=True)
def forget(stage: Stage) -> Given:
    return {"savedSearch": _saved(stage)}
