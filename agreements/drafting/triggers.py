"""What PostgreSQL checks of agreements (G4): each state rests on what must be there before it."""

AGREEMENT_MOVES_WITH_ITS_GROUNDS = """
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'G4: an agreement begins as a draft' USING ERRCODE = 'RG004';
    END IF;
    RETURN NEW;
END IF;
IF NEW.state = 'in_review' AND (NEW.text_sha256 = '' OR NOT EXISTS (
    SELECT 1 FROM drafting_agreementdocument d WHERE d.agreement_id = NEW.id AND d.sequence = 0
)) THEN
    RAISE EXCEPTION 'G4: agreement % has no text to review', NEW.id USING ERRCODE = 'RG004';
END IF;
IF NEW.state = 'signing' AND (
    SELECT count(*) FROM drafting_agreementapproval p
    WHERE p.agreement_id = NEW.id AND p.text_sha256 = NEW.text_sha256
      AND p.organisation_id IN (NEW.provider_id, NEW.recipient_id)
) < 2 THEN
    RAISE EXCEPTION 'G4: agreement % is not approved by both parties', NEW.id USING ERRCODE = 'RG004';
END IF;
IF NEW.state = 'executed' AND (
    SELECT count(*) FROM signature_signature s
    JOIN drafting_agreementdocument d ON d.id = s.sealed_document_id
    WHERE s.agreement_id = NEW.id AND d.agreement_id = NEW.id AND s.text_sha256 = NEW.text_sha256
      AND s.organisation_id IN (NEW.provider_id, NEW.recipient_id)
) < 2 THEN
    RAISE EXCEPTION 'G4: agreement % lacks a sealed signature of both parties', NEW.id USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""

ITEM_OF_DRAFT_ONLY = """
IF NOT EXISTS (
    SELECT 1 FROM drafting_agreement a WHERE a.id = NEW.agreement_id AND a.state = 'draft' FOR SHARE
) THEN
    RAISE EXCEPTION 'G4: the schedule of agreement % is final', NEW.agreement_id USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""

APPROVED_BY_LEGAL = """
IF NOT EXISTS (
    SELECT 1 FROM drafting_agreement a
    WHERE a.id = NEW.agreement_id AND a.state = 'in_review' AND a.text_sha256 = NEW.text_sha256
      AND NEW.organisation_id IN (a.provider_id, a.recipient_id)
    FOR SHARE
) THEN
    RAISE EXCEPTION 'G4: agreement % is not open for approval of this text', NEW.agreement_id USING ERRCODE = 'RG004';
END IF;
IF NOT EXISTS (
    SELECT 1 FROM parties_membership m
    WHERE m.person_id = NEW.person_id AND m.organisation_id = NEW.organisation_id AND m.unit_id IS NULL
      AND m.role = 'legal_officer' AND m.since_on <= (now() AT TIME ZONE 'UTC')::date
      AND (m.until_on IS NULL OR m.until_on >= (now() AT TIME ZONE 'UTC')::date)
) THEN
    RAISE EXCEPTION 'G6: person % does not approve for organisation % now', NEW.person_id, NEW.organisation_id
        USING ERRCODE = 'RG006';
END IF;
RETURN NEW;
"""

# A sealed document keeps every byte of the one before it and adds its seal.
DOCUMENT_GROWS = """
IF NEW.sha256 <> encode(sha256(NEW.content), 'hex') THEN
    RAISE EXCEPTION 'G4: the digest is not that of the document' USING ERRCODE = 'RG004';
END IF;
IF NEW.sequence = 0 THEN
    IF NOT EXISTS (SELECT 1 FROM drafting_agreement a WHERE a.id = NEW.agreement_id AND a.state = 'draft') THEN
        RAISE EXCEPTION 'G4: agreement % has its text already', NEW.agreement_id USING ERRCODE = 'RG004';
    END IF;
    RETURN NEW;
END IF;
IF NOT EXISTS (SELECT 1 FROM drafting_agreement a WHERE a.id = NEW.agreement_id AND a.state = 'signing')
   OR NOT EXISTS (
    SELECT 1 FROM drafting_agreementdocument d
    WHERE d.agreement_id = NEW.agreement_id AND d.sequence = NEW.sequence - 1
      AND length(NEW.content) > length(d.content)
      AND substring(NEW.content FROM 1 FOR length(d.content)) = d.content
) THEN
    RAISE EXCEPTION 'G4: document % of agreement % does not continue the one before', NEW.sequence, NEW.agreement_id
        USING ERRCODE = 'RG004';
END IF;
RETURN NEW;
"""
