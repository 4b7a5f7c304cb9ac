"""Enums of the parties room."""

from exchange.api.core.enums import enum_type
from exchange.parties import permissions, roles, vocabulary

Permission = enum_type(
    permissions.Permission,
    MANAGE_PROJECTS="Describe projects.",
    REQUEST_ACCESS="Put listings into a basket and submit it.",
    CONFIRM_RECEIPT="Confirm what arrived.",
    IMPORT_LISTINGS="Import what a unit holds.",
    MANAGE_LISTINGS="Edit, publish and withdraw what a unit lists.",
    WITHDRAW_CONSENT="Record that a donor withdrew consent.",
    READ_DONORS="See donors' pseudonyms and consent records.",
    READ_INCOMING_REQUESTS="See what is asked of a unit.",
    DECIDE_ACCESS="Approve or decline what is asked of a unit.",
    MANAGE_COMMITTEE="Say how an access committee decides.",
    PREPARE_SHIPMENT="Prepare, ship and cancel shipments.",
    READ_AGREEMENTS="Read the organisation's agreements.",
    APPROVE_AGREEMENT="Approve or decline an agreement's text for the organisation.",
    SIGN_AGREEMENT="Sign for the organisation, with authority on record.",
    REGISTER_ETHICS="Register ethics approvals.",
    MANAGE_MEMBERS="Grant and end memberships and signing authority.",
    READ_AUDIT="Read the organisation's audit trail.",
    MAINTAIN_RULES="Revise the rules of the borders for everybody.",
)
Role = enum_type(roles.Role, **{role.name: roles.ROLES[role].sentence for role in roles.Role})
Sector = enum_type(
    vocabulary.Sector,
    ACADEMIC="A university or research institute.",
    HOSPITAL="A provider of health care.",
    GOVERNMENT="A public authority.",
    NONPROFIT="A charity, foundation or other body that makes no profit.",
    INDUSTRY="A company; the only sector that counts as commercial.",
)
UnitKind = enum_type(
    vocabulary.UnitKind,
    BIOBANK="Keeps human samples.",
    CELL_BANK="Keeps cell lines.",
    CORE_FACILITY="Runs equipment for others.",
    LAB="Does research.",
    LEGAL_OFFICE="Negotiates agreements.",
    DATA_OFFICE="Keeps data.",
)
OrganisationStatus = enum_type(
    vocabulary.OrganisationStatus,
    ACTIVE="In use.",
    INACTIVE="No longer at work.",
    WITHDRAWN="Recorded in error or merged; see its successors.",
)
