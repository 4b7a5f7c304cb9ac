"""Commands on files to import; a file belongs to who sent it."""

from catalog.interchange import operations
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.interchange import imported, plasmids


@command("importStart", at=Side.PROVIDER, is_owned=True)
def start(stage: Stage) -> Given:
    imported(plasmids(",a row without a key"), "plasmids_csv", stage.owner, stage.home.biobank.unit)
    upload = operations.store_upload(
        content=plasmids("K1"), filename="plasmids.csv", by=stage.owner, now=stage.home.now
    )
    return {
        "upload": stage.id_of(upload, "Upload"),
        "unit": stage.id_of(stage.home.biobank.unit, "Unit"),
        "format": "plasmids_csv",
    }
