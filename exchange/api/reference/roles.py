"""docs/roles.md: who may do what."""

from exchange.api.reference.markdown import NOTE, table
from exchange.parties.permissions import Permission
from exchange.parties.roles import ROLES, roles_with

INTRODUCTION = """\
A membership gives a person one role, in a whole organisation or in one of its units, from its first day to its last.
In the whole organisation it counts for every unit; in a unit it counts there only. Several memberships add up.
What a command needs besides the permission, such as the state of the deal or authority to sign, is in
[states.md](states.md)."""


def page() -> str:
    """Return the text of the page."""
    roles = table(
        ("Role", "What it is for", "Permissions"),
        (
            (
                f"{definition.title} (`{role.value}`)",
                definition.sentence,
                ", ".join(f"`{permission.value}`" for permission in Permission if permission in definition.permissions),
            )
            for role, definition in ROLES.items()
        ),
    )
    permissions = table(
        ("Permission", "Roles that have it"),
        (
            (f"`{permission.value}`", ", ".join(sorted(ROLES[role].title for role in roles_with(permission))))
            for permission in Permission
        ),
    )
    return f"# Roles and permissions\n\n{NOTE}\n\n{INTRODUCTION}\n\n{roles}\n\n## By permission\n\n{permissions}\n"
