"""What can be done with uploads and import runs."""

from catalog.interchange.operations.asking import apply_preview, cancel_import, start_import
from catalog.interchange.operations.runs import fail_import, run_import
from catalog.interchange.operations.uploads import store_upload

__all__ = ["apply_preview", "cancel_import", "fail_import", "run_import", "start_import", "store_upload"]
