"""What PostgreSQL checks of stock (G3): what is on hand moves by movements only, what is promised is what holds say."""

MOVED_BY_MOVEMENT = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'G3: what is on hand of lot % changes by a movement only', NEW.id USING ERRCODE = 'RG003';
END IF;
RETURN NEW;
"""

MOVE_STOCK = """
IF NEW.hold_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM stock_hold h
    WHERE h.id = NEW.hold_id AND h.lot_id = NEW.lot_id AND h.state = 'released' AND h.quantity = -NEW.delta
) THEN
    RAISE EXCEPTION 'G3: the movement does not take what hold % released', NEW.hold_id USING ERRCODE = 'RG003';
END IF;
UPDATE stock_lot SET on_hand = on_hand + NEW.delta WHERE id = NEW.lot_id;
RETURN NEW;
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
