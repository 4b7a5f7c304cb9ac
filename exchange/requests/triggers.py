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
IF NEW.state = 'stopped' AND NOT EXISTS (
    WITH RECURSIVE origins (lot_id) AS (
        SELECT l.lot_id FROM requests_linelot l WHERE l.line_id = NEW.id
        UNION
        SELECT g.parent_id FROM origins o JOIN stock_lineage g ON g.child_id = o.lot_id
    )
    SELECT 1 FROM origins o JOIN stock_specimen s ON s.lot_id = o.lot_id
    JOIN consent_consentrecord c ON c.id = s.consent_id WHERE c.status = 'withdrawn'
) THEN
    RAISE EXCEPTION 'G1: no donor of line % has withdrawn', NEW.id USING ERRCODE = 'RG001';
END IF;
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

# Who may decide on the lines of a part: its committee of today, without those who ask and those who have left it to
# the others. Reads `the_part`, and says who is the chair.
ABLE_TO_DECIDE = """
SELECT m.person_id, bool_or(m.role = 'committee_chair') AS is_chair
FROM requests_requestpart p
JOIN requests_accessrequest a ON a.id = p.request_id
JOIN requests_project j ON j.id = a.project_id
JOIN parties_unit u ON u.id = p.unit_id
JOIN parties_membership m ON m.organisation_id = u.organisation_id AND (m.unit_id IS NULL OR m.unit_id = u.id)
JOIN parties_person n ON n.id = m.person_id AND n.is_active
WHERE p.id = the_part AND m.role IN ('committee_member', 'committee_chair')
  AND m.since_on <= (now() AT TIME ZONE 'UTC')::date
  AND (m.until_on IS NULL OR m.until_on >= (now() AT TIME ZONE 'UTC')::date)
  AND m.person_id NOT IN (a.requester_id, j.owner_id)
  AND NOT EXISTS (
    SELECT 1 FROM parties_membership o
    WHERE o.person_id = m.person_id AND o.organisation_id = a.organisation_id
      AND o.since_on <= (now() AT TIME ZONE 'UTC')::date
      AND (o.until_on IS NULL OR o.until_on >= (now() AT TIME ZONE 'UTC')::date)
  )
  AND NOT EXISTS (SELECT 1 FROM requests_recusal c WHERE c.part_id = p.id AND c.person_id = m.person_id)
GROUP BY m.person_id
"""
PART_OF_LINE = "(SELECT r.part_id FROM requests_requestline r WHERE r.id = NEW.line_id AND r.state = 'requested')"
ABLE_OF_LINE = ABLE_TO_DECIDE.replace("the_part", PART_OF_LINE)

VOTED_BY_COMMITTEE = """
IF NOT EXISTS (SELECT 1 FROM (who_is_able) able WHERE able.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'G6: person % does not decide on line % now', NEW.person_id, NEW.line_id USING ERRCODE = 'RG006';
END IF;
RETURN NEW;
""".replace("who_is_able", ABLE_OF_LINE)

RECUSED_BY_COMMITTEE = """
IF NOT EXISTS (SELECT 1 FROM (who_is_able) able WHERE able.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'G6: person % does not decide on part % now', NEW.person_id, NEW.part_id USING ERRCODE = 'RG006';
END IF;
RETURN NEW;
""".replace("who_is_able", ABLE_TO_DECIDE.replace("the_part", "NEW.part_id"))

# Repeats `rules.committee.outcome_of` in the words of the database, so that no decision stands that was not voted.
DECIDED_AS_VOTED = """
SELECT r.quantity INTO asked FROM requests_requestline r WHERE r.id = NEW.line_id AND r.state = 'requested';
IF asked IS NULL THEN
    RAISE EXCEPTION 'G1: line % awaits no decision', NEW.line_id USING ERRCODE = 'RG001';
END IF;
SELECT c.* INTO committee FROM requests_committeerules c
JOIN requests_requestpart p ON p.unit_id = c.unit_id WHERE p.id = part_of_line;
IF NEW.person_id IS NULL THEN
    IF NOT NEW.is_approval OR NEW.verdict <> 'PERMIT' OR coalesce(committee.approves_up_to, 0) < asked THEN
        RAISE EXCEPTION 'G1: line % waits for a person', NEW.line_id USING ERRCODE = 'RG001';
    END IF;
    RETURN NEW;
END IF;
WITH able AS (who_is_able), latest AS (
    SELECT DISTINCT ON (v.person_id) v.person_id, v.is_approval, a.is_chair
    FROM requests_vote v JOIN able a ON a.person_id = v.person_id
    WHERE v.line_id = NEW.line_id ORDER BY v.person_id, v.id DESC
)
SELECT (SELECT count(*) FROM able), count(*) FILTER (WHERE l.is_approval), count(*) FILTER (WHERE NOT l.is_approval),
    bool_and(l.is_approval) FILTER (WHERE l.is_chair)
INTO entitled, approvals, refusals, word_of_chair FROM latest l;
IF NOT EXISTS (SELECT 1 FROM (who_is_able) a WHERE a.person_id = NEW.person_id) THEN
    RAISE EXCEPTION 'G6: person % does not decide on line % now', NEW.person_id, NEW.line_id USING ERRCODE = 'RG006';
END IF;
needed := coalesce(committee.votes_needed, 1);
IF NEW.is_approval IS DISTINCT FROM (CASE
    WHEN approvals + refusals < coalesce(committee.quorum, 1) THEN NULL
    WHEN committee.is_chair_final AND word_of_chair IS NOT NULL THEN word_of_chair
    WHEN approvals >= needed THEN true
    WHEN refusals >= needed OR (refusals > 0 AND entitled - refusals < needed) THEN false
END) THEN
    RAISE EXCEPTION 'G1: the votes on line % do not carry this decision', NEW.line_id USING ERRCODE = 'RG001';
END IF;
RETURN NEW;
""".replace("who_is_able", ABLE_OF_LINE).replace("part_of_line", PART_OF_LINE)

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
