"""Commands on files to import; a file belongs to who sent it."""

from catalog.interchange import operations
from tests.api.authorisation.table import Given, Side, Stage, command
from tests.factories.interchange import imported, plasmids, started


@command("importStart", at=Side.PROVIDER, is_owned=True)
def start(stage: Stage) -> Given:
    imported(plasmids(",a row without a key"), "table_plasmid", stage.owner, stage.home.biobank.unit)
    upload = operations.store_upload(
        content=plasmids("K1"), filename="plasmids.csv", by=stage.owner, now=stage.home.now
    )
    return {
        "upload": stage.id_of(upload, "Upload"),
        "unit": stage.id_of(stage.home.biobank.unit, "Unit"),
        "format": "table_plasmid",
    }


@command("importApply", at=Side.PROVIDER)
def apply(stage: Stage) -> Given:
    preview = imported(plasmids("K1"), "table_plasmid", stage.owner, stage.home.biobank.unit, preview=True)
    return {"preview": stage.id_of(preview, "ImportRun")}


@command("importCancel", at=Side.PROVIDER)
def cancel(stage: Stage) -> Given:
    run = started(plasmids("K1"), "table_plasmid", stage.owner, stage.home.biobank.unit)
    return {"importRun": stage.id_of(run, "ImportRun")}
