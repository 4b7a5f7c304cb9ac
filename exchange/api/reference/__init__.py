"""Pages of the documentation that are printed from the code, so that they cannot say anything else."""

from collections.abc import Callable, Mapping

from exchange.api.reference import borders, formats, forms, roles, states

# File below docs/ → what writes its text.
PAGES: Mapping[str, Callable[[], str]] = {
    "agreement-forms.md": forms.page,
    forms.SCHEMA: forms.schema,
    "cross-border.md": borders.page,
    borders.SCHEMA: borders.schema,
    "import-formats.md": formats.page,
    "roles.md": roles.page,
    "states.md": states.page,
}
