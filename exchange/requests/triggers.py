"""What PostgreSQL checks of access requests, lines, decisions and clearances (G1, G2, G3, G6).

A line moves only with its grounds: holds, the committee's decision, a shipment that left, a receipt. So no bulk
update and no psql prompt can put a line where its history does not.
"""

from functools import reduce
from operator import or_

import pgtrigger


def begins_as(name: str, state: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses to insert a row in any other state."""
    return pgtrigger.Trigger(
        name=f"{name}_begins",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__state__df=state),
        func=f"RAISE EXCEPTION 'G1: a row of % begins as {state}', TG_TABLE_NAME USING ERRCODE = 'RG001';",
    )


def frozen_after(name: str, state: str, fields: list[str]) -> pgtrigger.Trigger:
    """Return a trigger that refuses to change the fields once the row has left a state."""
    changed = reduce(or_, (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields))
    return pgtrigger.Trigger(
        name=f"{name}_final",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(old__state__df=state) & changed,
        func="RAISE EXCEPTION 'G7: what was asked for in % is final', OLD.id USING ERRCODE = 'RG007';",
    )


LINE_MOVES_WITH_ITS_GROUNDS = """
IF NEW.state = 'requested' AND NEW.quantity IS DISTINCT FROM (
    SELECT sum(h.quantity) FROM stock_hold h WHERE h.reference = NEW.id AND h.state = 'active'
) THEN
    RAISE EXCEPTION 'G3: line % is not held in full', NEW.id USING ERRCODE = 'RG003';
END IF;
IF NEW.state IN ('approved', 'declined') AND NOT EXISTS (
    SELECT 1 FROM requests_decision d WHERE d.line_id = NEW.id AND d.is_approval = (NEW.state = 'approved')
) THEN
    RAISE EXCEPTION 'G1: no committee decided that line % is %', NEW.id, NEW.state USING ERRCODE = 'RG001';
END IF;
IF NEW.state = 'shipped' AND (
    NOT EXISTS (
        SELECT 1 FROM shipping_shipmentitem i JOIN shipping_shipment s ON s.id = i.shipment_id
        WHERE i.line_id = NEW.id AND s.state = 'shipped'
    )
    OR EXISTS (SELECT 1 FROM stock_hold h WHERE h.reference = NEW.id AND h.state = 'active')
) THEN
    RAISE EXCEPTION 'G1: line % has not left with a shipment', NEW.id USING ERRCODE = 'RG001';
END IF;
IF NEW.state = 'received' AND EXISTS (
    SELECT 1 FROM shipping_shipmentitem i JOIN shipping_shipment s ON s.id = i.shipment_id
    WHERE i.line_id = NEW.id AND (i.condition = '' OR s.state <> 'received')
) THEN
    RAISE EXCEPTION 'G1: nobody confirmed how line % arrived', NEW.id USING ERRCODE = 'RG001';
END IF;
RETURN NEW;
"""

LOTS_OF_DRAFT_ONLY = """
IF EXISTS (
    SELECT 1 FROM requests_requestline r WHERE r.id IN (NEW.line_id, OLD.line_id) AND r.state <> 'draft'
) THEN
    RAISE EXCEPTION 'G7: the lots of a submitted line are final' USING ERRCODE = 'RG007';
END IF;
RETURN COALESCE(NEW, OLD);
"""

DECIDED_BY_COMMITTEE = """
IF NOT EXISTS (
    SELECT 1 FROM requests_requestline r
    JOIN requests_requestpart p ON p.id = r.part_id
    JOIN parties_unit u ON u.id = p.unit_id
    JOIN parties_membership m ON m.organisation_id = u.organisation_id AND (m.unit_id IS NULL OR m.unit_id = u.id)
    WHERE r.id = NEW.line_id AND r.state = 'requested' AND m.person_id = NEW.person_id
      AND m.role IN ('committee_member', 'committee_chair')
      AND m.since_on <= (now() AT TIME ZONE 'UTC')::date
      AND (m.until_on IS NULL OR m.until_on >= (now() AT TIME ZONE 'UTC')::date)
) THEN
    RAISE EXCEPTION 'G6: person % does not decide on line % now', NEW.person_id, NEW.line_id USING ERRCODE = 'RG006';
END IF;
IF EXISTS (
    SELECT 1 FROM requests_requestline r
    JOIN requests_accessrequest a ON a.id = r.request_id
    JOIN parties_membership m ON m.organisation_id = a.organisation_id
    WHERE r.id = NEW.line_id AND m.person_id = NEW.person_id
      AND m.since_on <= (now() AT TIME ZONE 'UTC')::date
      AND (m.until_on IS NULL OR m.until_on >= (now() AT TIME ZONE 'UTC')::date)
) THEN
    RAISE EXCEPTION 'G6: person % is of the applicant''s organisation', NEW.person_id USING ERRCODE = 'RG006';
END IF;
RETURN NEW;
"""

# The keys are those of `rules.gate.ConditionKey`; a test compares them.
CLEARED_IN_FULL = """
IF jsonb_typeof(NEW.conditions) <> 'array'
   OR EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.conditions) c WHERE c->>'state' IS DISTINCT FROM 'met')
   OR NOT ARRAY(SELECT c->>'key' FROM jsonb_array_elements(NEW.conditions) c)
      @> ARRAY['consent', 'ethics', 'committee', 'agreement', 'hold'] THEN
    RAISE EXCEPTION 'G1: a clearance names every condition as met' USING ERRCODE = 'RG001';
END IF;
NEW.transaction_id := pg_current_xact_id()::text::bigint;
RETURN NEW;
"""
