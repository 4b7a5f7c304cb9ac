"""The gate as PostgreSQL sees it: the SQL that refuses a release which is not in order.

It repeats no rule of `exchange.requests.rules`; it re-reads the facts that must never be false (G1, G2, G4)
at the moment of release, locks them against a concurrent change, and refuses. So neither the ORM nor a psql
prompt can ship what the API would not.
"""

SHIP_ONLY_CLEARED = """
IF TG_OP = 'INSERT' THEN
    IF NEW.state NOT IN ('draft') THEN
        RAISE EXCEPTION 'G1: a shipment begins as a draft' USING ERRCODE = 'RG001';
    END IF;
    RETURN NEW;
END IF;
IF OLD.state <> 'draft' AND (NEW.carrier, NEW.waybill, NEW.shipped_at, NEW.temperature_min_c, NEW.temperature_max_c)
   IS DISTINCT FROM (OLD.carrier, OLD.waybill, OLD.shipped_at, OLD.temperature_min_c, OLD.temperature_max_c) THEN
    RAISE EXCEPTION 'G7: the papers of shipment % are final', OLD.id USING ERRCODE = 'RG007';
END IF;
IF NEW.state <> 'shipped' OR OLD.state = 'shipped' THEN
    RETURN NEW;
END IF;

IF NOT EXISTS (SELECT 1 FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id) THEN
    RAISE EXCEPTION 'G1: shipment % is empty', NEW.id USING ERRCODE = 'RG001';
END IF;

-- Lock what the release rests on, in one order everywhere: consents, then holds.
PERFORM 1 FROM consent_consentrecord c
WHERE c.id IN (
    SELECT sp.consent_id FROM shipping_shipmentitem i
    JOIN stock_hold h ON h.id = i.hold_id JOIN stock_specimen sp ON sp.lot_id = h.lot_id
    WHERE i.shipment_id = NEW.id
) ORDER BY c.id FOR SHARE;
PERFORM 1 FROM stock_hold h
WHERE h.id IN (SELECT i.hold_id FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id) ORDER BY h.id FOR SHARE;

SELECT string_agg(format('specimen %s: %s', l.code,
        CASE WHEN c.id IS NULL THEN 'no consent record'
             WHEN c.status = 'withdrawn' THEN 'consent withdrawn' ELSE 'consent expired' END), '; ' ORDER BY l.code)
INTO problem
FROM shipping_shipmentitem i
JOIN stock_hold h ON h.id = i.hold_id
JOIN stock_lot l ON l.id = h.lot_id
JOIN stock_specimen sp ON sp.lot_id = l.id
LEFT JOIN consent_consentrecord c ON c.id = sp.consent_id
WHERE i.shipment_id = NEW.id
  AND (c.id IS NULL OR c.status <> 'active' OR c.expires_on <= current_date);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G2: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG002';
END IF;

SELECT string_agg(format('lot %s: hold %s', l.code, CASE WHEN h.state = 'active' THEN 'expired' ELSE h.state END), '; ' ORDER BY l.code)
INTO problem
FROM shipping_shipmentitem i
JOIN stock_hold h ON h.id = i.hold_id
JOIN stock_lot l ON l.id = h.lot_id
WHERE i.shipment_id = NEW.id
  AND (h.state <> 'active' OR h.expires_at <= clock_timestamp() OR h.reference <> i.line_id);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;

SELECT string_agg(format('line %s has no executed agreement', i.line_id), '; ')
INTO problem
FROM (SELECT DISTINCT line_id FROM shipping_shipmentitem WHERE shipment_id = NEW.id) i
WHERE NOT EXISTS (
    SELECT 1 FROM drafting_agreementitem ai JOIN drafting_agreement a ON a.id = ai.agreement_id
    WHERE ai.line_reference = i.line_id AND a.state = 'executed'
);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;

SELECT string_agg(format('line %s was not approved or not cleared in this transaction', i.line_id), '; ')
INTO problem
FROM (SELECT DISTINCT line_id FROM shipping_shipmentitem WHERE shipment_id = NEW.id) i
JOIN requests_requestline r ON r.id = i.line_id
WHERE r.state <> 'approved' OR r.part_id IS DISTINCT FROM NEW.part_id OR NOT EXISTS (
    SELECT 1 FROM requests_decision d WHERE d.line_id = i.line_id AND d.is_approval
) OR NOT EXISTS (
    SELECT 1 FROM requests_clearance c
    WHERE c.line_id = i.line_id AND c.transaction_id = pg_current_xact_id()::text::bigint
);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;
RETURN NEW;
"""

ITEM_OF_DRAFT_ONLY = """
IF (SELECT s.state FROM shipping_shipment s WHERE s.id = COALESCE(NEW.shipment_id, OLD.shipment_id)) <> 'draft' THEN
    RAISE EXCEPTION 'G1: the items of a shipment that has left are final' USING ERRCODE = 'RG001';
END IF;
RETURN COALESCE(NEW, OLD);
"""
