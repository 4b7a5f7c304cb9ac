"""The gate as PostgreSQL sees it: the SQL that refuses a release which is not in order.

It repeats no reasoning of `exchange.requests.rules`; it re-reads the facts that must never be false (G1, G2, G3)
at the moment of release, locks them against a concurrent change, and refuses. So neither the ORM nor a psql
prompt can ship what the API would not.

Locks are taken in one order everywhere: shipment, lines, consents, holds, lots.
"""

# DUO:0000021 is "ethics approval required" (IRB). https://github.com/EBISPOT/DUO
SHIP_ONLY_CLEARED = """
today := (now() AT TIME ZONE 'UTC')::date;
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'G1: a shipment begins as a draft' USING ERRCODE = 'RG001';
    END IF;
    RETURN NEW;
END IF;
IF OLD.state <> 'draft' AND (NEW.carrier, NEW.waybill, NEW.shipped_at, NEW.temperature_min_c, NEW.temperature_max_c)
   IS DISTINCT FROM (OLD.carrier, OLD.waybill, OLD.shipped_at, OLD.temperature_min_c, OLD.temperature_max_c) THEN
    RAISE EXCEPTION 'G7: the papers of shipment % are final', OLD.id USING ERRCODE = 'RG007';
END IF;
IF OLD.state = 'received' AND (NEW.received_at, NEW.received_by_id)
   IS DISTINCT FROM (OLD.received_at, OLD.received_by_id) THEN
    RAISE EXCEPTION 'G7: the receipt of shipment % is final', OLD.id USING ERRCODE = 'RG007';
END IF;
IF NEW.state = 'received' AND OLD.state <> 'received' AND EXISTS (
    SELECT 1 FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id AND i.condition = ''
) THEN
    RAISE EXCEPTION 'G1: not every item of shipment % is accounted for', NEW.id USING ERRCODE = 'RG001';
END IF;
IF NEW.state <> 'shipped' OR OLD.state = 'shipped' THEN
    RETURN NEW;
END IF;

IF NOT EXISTS (SELECT 1 FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id) THEN
    RAISE EXCEPTION 'G1: shipment % is empty', NEW.id USING ERRCODE = 'RG001';
END IF;

PERFORM 1 FROM requests_requestline r
WHERE r.id IN (SELECT i.line_id FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id) ORDER BY r.id FOR SHARE;
PERFORM 1 FROM consent_consentrecord c
WHERE c.id IN (
    WITH RECURSIVE origins (lot_id) AS (
        SELECT h.lot_id FROM shipping_shipmentitem i JOIN stock_hold h ON h.id = i.hold_id
        WHERE i.shipment_id = NEW.id
        UNION
        SELECT g.parent_id FROM origins o JOIN stock_lineage g ON g.child_id = o.lot_id
    )
    SELECT sp.consent_id FROM origins o JOIN stock_specimen sp ON sp.lot_id = o.lot_id
) ORDER BY c.id FOR SHARE;
PERFORM 1 FROM stock_hold h
WHERE h.id IN (SELECT i.hold_id FROM shipping_shipmentitem i WHERE i.shipment_id = NEW.id) ORDER BY h.id FOR SHARE;

-- Consent: every specimen rests on a record of its own donor that stands today.
SELECT string_agg(format('specimen %s: %s', l.code,
        CASE WHEN sp.lot_id IS NULL THEN 'no specimen record'
             WHEN c.id IS NULL THEN 'no consent record'
             WHEN c.status <> 'active' THEN 'consent ' || c.status
             WHEN c.expires_on <= today THEN 'consent expired'
             ELSE 'consent of another donor' END), '; ' ORDER BY l.code)
INTO problem
FROM shipping_shipmentitem i
JOIN stock_hold h ON h.id = i.hold_id
JOIN stock_lot l ON l.id = h.lot_id
JOIN listings_listing o ON o.id = l.listing_id
LEFT JOIN stock_specimen sp ON sp.lot_id = l.id
LEFT JOIN consent_consentrecord c ON c.id = sp.consent_id
WHERE i.shipment_id = NEW.id
  AND (sp.lot_id IS NOT NULL OR o.kind = 'sample_collection')
  AND (c.id IS NULL OR c.status <> 'active' OR c.expires_on <= today OR c.donor_pseudonym <> sp.donor_pseudonym);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G2: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG002';
END IF;

-- And so does whatever it was made from.
WITH RECURSIVE origins (code, lot_id) AS (
    SELECT l.code, h.lot_id FROM shipping_shipmentitem i JOIN stock_hold h ON h.id = i.hold_id
    JOIN stock_lot l ON l.id = h.lot_id WHERE i.shipment_id = NEW.id
    UNION
    SELECT o.code, g.parent_id FROM origins o JOIN stock_lineage g ON g.child_id = o.lot_id
)
SELECT string_agg(DISTINCT format('specimen %s: consent of what it was made from has ended', o.code), '; ')
INTO problem
FROM origins o JOIN stock_specimen sp ON sp.lot_id = o.lot_id JOIN consent_consentrecord c ON c.id = sp.consent_id
WHERE c.status <> 'active' OR c.expires_on <= today;
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G2: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG002';
END IF;

-- Holds: alive, for this line, of the listing that was asked for, all of the line and no more.
SELECT string_agg(format('lot %s: hold %s', l.code,
        CASE WHEN h.state <> 'active' THEN h.state
             WHEN h.expires_at <= clock_timestamp() THEN 'expired' ELSE 'of another line' END), '; ' ORDER BY l.code)
INTO problem
FROM shipping_shipmentitem i
JOIN stock_hold h ON h.id = i.hold_id
JOIN stock_lot l ON l.id = h.lot_id
JOIN requests_requestline r ON r.id = i.line_id
WHERE i.shipment_id = NEW.id
  AND (h.state <> 'active' OR h.expires_at <= clock_timestamp() OR h.reference <> r.id OR l.listing_id <> r.listing_id);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;
SELECT string_agg(format('line %s: %s of %s', r.id, sum_of.held, r.quantity), '; ')
INTO problem
FROM (
    SELECT i.line_id, sum(h.quantity) AS held FROM shipping_shipmentitem i JOIN stock_hold h ON h.id = i.hold_id
    WHERE i.shipment_id = NEW.id GROUP BY i.line_id
) sum_of
JOIN requests_requestline r ON r.id = sum_of.line_id
WHERE sum_of.held <> r.quantity;
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G3: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG003';
END IF;

-- Ethics: coded human material and consents that ask for it need an approval in force.
SELECT string_agg(DISTINCT format('line %s has no ethics approval in force', r.id), '; ')
INTO problem
FROM shipping_shipmentitem i
JOIN requests_requestline r ON r.id = i.line_id
JOIN requests_accessrequest q ON q.id = r.request_id
JOIN listings_listing o ON o.id = r.listing_id
JOIN stock_hold h ON h.id = i.hold_id
LEFT JOIN stock_specimen sp ON sp.lot_id = h.lot_id
LEFT JOIN consent_consentrecord c ON c.id = sp.consent_id
LEFT JOIN consent_consentform f ON f.id = c.form_id
LEFT JOIN consent_usetermsset t ON t.id = COALESCE(f.use_terms_id, o.use_terms_id)
WHERE i.shipment_id = NEW.id
  AND (o.origin = 'human_coded' OR jsonb_path_exists(t.terms, '$.**.code ? (@ == "DUO:0000021")'))
  AND NOT EXISTS (
    SELECT 1 FROM requests_project_ethics_approvals pe
    JOIN compliance_ethicsapproval e ON e.id = pe.ethicsapproval_id
    WHERE pe.project_id = q.project_id AND e.organisation_id = q.organisation_id
      AND e.valid_from <= today AND e.valid_until >= today
  );
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;

-- Agreement: executed between these two organisations, for this part, and naming the line.
SELECT string_agg(format('line %s has no executed agreement', i.line_id), '; ')
INTO problem
FROM (SELECT DISTINCT line_id FROM shipping_shipmentitem WHERE shipment_id = NEW.id) i
JOIN requests_requestline r ON r.id = i.line_id
JOIN requests_accessrequest q ON q.id = r.request_id
JOIN listings_listing o ON o.id = r.listing_id
JOIN parties_unit u ON u.id = o.unit_id
WHERE NOT EXISTS (
    SELECT 1 FROM drafting_agreementitem ai JOIN drafting_agreement a ON a.id = ai.agreement_id
    WHERE ai.line_reference = i.line_id AND a.state = 'executed' AND a.part_reference = NEW.part_id
      AND a.provider_id = u.organisation_id AND a.recipient_id = q.organisation_id
);
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G1: shipment % may not leave: %', NEW.id, problem USING ERRCODE = 'RG001';
END IF;

-- Committee and clearance.
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

# Runs at commit: a shipment that left took its stock with it, and its lines know.
LEFT_WITH_ITS_STOCK = """
SELECT string_agg(format('lot %s: hold %s, line %s', l.code, h.state, r.state), '; ' ORDER BY l.code)
INTO problem
FROM shipping_shipmentitem i
JOIN stock_hold h ON h.id = i.hold_id
JOIN stock_lot l ON l.id = h.lot_id
JOIN requests_requestline r ON r.id = i.line_id
WHERE i.shipment_id = NEW.id
  AND (h.state <> 'released' OR r.state NOT IN ('shipped', 'received')
       OR NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.hold_id = h.id AND m.delta = -h.quantity));
IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'G3: shipment % left without its stock: %', NEW.id, problem USING ERRCODE = 'RG003';
END IF;
RETURN NULL;
"""

# The lock on the shipment makes an item that is put in at the same moment wait, or be seen by the check.
ITEM_OF_DRAFT_ONLY = """
PERFORM 1 FROM shipping_shipment s WHERE s.id IN (NEW.shipment_id, OLD.shipment_id) ORDER BY s.id FOR SHARE;
IF EXISTS (
    SELECT 1 FROM shipping_shipment s WHERE s.id IN (NEW.shipment_id, OLD.shipment_id) AND s.state <> 'draft'
) THEN
    RAISE EXCEPTION 'G1: the items of a shipment that has left are final' USING ERRCODE = 'RG001';
END IF;
RETURN COALESCE(NEW, OLD);
"""

RECEIVED_ONCE = """
IF OLD.condition <> '' OR NOT EXISTS (
    SELECT 1 FROM shipping_shipment s WHERE s.id = NEW.shipment_id AND s.state = 'shipped'
) THEN
    RAISE EXCEPTION 'G7: how an item arrived is said once, after it was shipped' USING ERRCODE = 'RG007';
END IF;
RETURN NEW;
"""
