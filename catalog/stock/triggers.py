"""What PostgreSQL checks of stock (G3): what is on hand moves by movements only, what is promised is what holds say."""

MOVED_BY_MOVEMENT = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'G3: what is on hand of lot % changes by a movement only', NEW.id USING ERRCODE = 'RG003';
END IF;
RETURN NEW;
"""

# Once a statement, so that an import of many lots costs one update and not one for each. It is planned each time,
# because the same statement moves one lot or thousands.
MOVE_STOCK = """
IF EXISTS (
    SELECT 1 FROM moved m WHERE m.hold_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM stock_hold h
        WHERE h.id = m.hold_id AND h.lot_id = m.lot_id AND h.state = 'released' AND h.quantity = -m.delta
    )
) THEN
    RAISE EXCEPTION 'G3: a movement does not take what its hold released' USING ERRCODE = 'RG003';
END IF;
EXECUTE 'UPDATE stock_lot l SET on_hand = l.on_hand + m.delta'
    ' FROM (SELECT lot_id, sum(delta) AS delta FROM moved GROUP BY lot_id) m WHERE l.id = m.lot_id';
RETURN NULL;
"""

# These two run at commit.
HELD_AS_PROMISED = """
IF EXISTS (
    SELECT 1 FROM stock_lot l WHERE l.id = NEW.id AND l.held <> (
        SELECT COALESCE(sum(h.quantity), 0) FROM stock_hold h WHERE h.lot_id = l.id AND h.state = 'active'
    )
) THEN
    RAISE EXCEPTION 'G3: what is held of lot % is not what its holds promise', NEW.id USING ERRCODE = 'RG003';
END IF;
RETURN NULL;
"""
HOLD_IN_THE_COUNT = """
IF EXISTS (
    SELECT 1 FROM stock_lot l WHERE l.id = NEW.lot_id AND l.held <> (
        SELECT COALESCE(sum(h.quantity), 0) FROM stock_hold h WHERE h.lot_id = l.id AND h.state = 'active'
    )
) THEN
    RAISE EXCEPTION 'G3: hold % is not in the count of its lot', NEW.id USING ERRCODE = 'RG003';
END IF;
IF NEW.state = 'released' AND NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.hold_id = NEW.id) THEN
    RAISE EXCEPTION 'G3: hold % was released without a movement', NEW.id USING ERRCODE = 'RG003';
END IF;
RETURN NULL;
"""

# A pool of several donors rests on no single consent, so it has none, and nothing without a consent leaves (G2).
LINEAGE_HOLDS = """
-- Writers of lineage wait for one another, so that two of them do not close a circle unseen.
PERFORM pg_advisory_xact_lock(hashtext('stock_lineage'));
IF EXISTS (SELECT 1 FROM stock_lineage l WHERE l.child_id = NEW.child_id AND l.relation <> NEW.relation) THEN
    RAISE EXCEPTION 'a specimen comes about in one way' USING ERRCODE = '23514', CONSTRAINT = 'lineage_one_relation';
END IF;
IF EXISTS (
    WITH RECURSIVE above(id) AS (
        SELECT NEW.parent_id
        UNION
        SELECT l.parent_id FROM stock_lineage l JOIN above ON l.child_id = above.id
    )
    SELECT 1 FROM above WHERE id = NEW.child_id
) THEN
    RAISE EXCEPTION 'a specimen is not made from itself' USING ERRCODE = '23514', CONSTRAINT = 'lineage_no_circle';
END IF;
IF NEW.relation <> 'pool' AND EXISTS (
    SELECT 1 FROM stock_specimen c, stock_specimen p
    WHERE c.lot_id = NEW.child_id AND p.lot_id = NEW.parent_id AND c.donor_pseudonym <> p.donor_pseudonym
) THEN
    RAISE EXCEPTION 'an aliquot or derivative is of the donor of its parent'
        USING ERRCODE = '23514', CONSTRAINT = 'lineage_same_donor';
END IF;
IF NEW.relation = 'pool' AND EXISTS (
    SELECT 1 FROM stock_specimen c, stock_specimen p
    WHERE c.lot_id = NEW.child_id AND p.lot_id = NEW.parent_id
    AND c.consent_id IS NOT NULL AND c.consent_id IS DISTINCT FROM p.consent_id
) THEN
    RAISE EXCEPTION 'a pool rests on no consent but that of all its parts'
        USING ERRCODE = '23514', CONSTRAINT = 'lineage_pool_consent';
END IF;
RETURN NEW;
"""
POOL_RESTS_ON_ITS_PARTS = """
PERFORM pg_advisory_xact_lock(hashtext('stock_lineage'));
IF EXISTS (
    SELECT 1 FROM stock_lineage l JOIN stock_specimen p ON p.lot_id = l.parent_id
    WHERE l.child_id = NEW.lot_id AND l.relation = 'pool'
    AND NEW.consent_id IS NOT NULL AND NEW.consent_id IS DISTINCT FROM p.consent_id
) OR EXISTS (
    SELECT 1 FROM stock_lineage l JOIN stock_specimen c ON c.lot_id = l.child_id
    WHERE l.parent_id = NEW.lot_id AND l.relation = 'pool'
    AND c.consent_id IS NOT NULL AND c.consent_id IS DISTINCT FROM NEW.consent_id
) THEN
    RAISE EXCEPTION 'a pool rests on no consent but that of all its parts'
        USING ERRCODE = '23514', CONSTRAINT = 'lineage_pool_consent';
END IF;
RETURN NEW;
"""
