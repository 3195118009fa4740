"""What is cited of a published edition stays as it is, it stays published, and nothing moves into it from a draft.

What is new in it, its DOI and its ISBN may be said later.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION handbook_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT FROM jsonb_each_text(to_jsonb(OLD)) AS before JOIN jsonb_each_text(to_jsonb(NEW)) AS after USING (key)
        WHERE coalesce(before.value, '') <> '' AND before.value IS DISTINCT FROM after.value
            AND key <> ALL (ARRAY['doi', 'isbn', 'content_version', 'described_at']) AND key <> 'note' AND key NOT LIKE 'note\\_%'
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published edition is frozen (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON handbook_edition
    FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION handbook_edition_frozen();

CREATE FUNCTION handbook_moved_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM handbook_edition WHERE id = NEW.edition_id AND state = 'published') THEN
        RAISE EXCEPTION 'a published edition is frozen (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER moved_in BEFORE UPDATE OF edition_id ON handbook_part
    FOR EACH ROW WHEN (OLD.edition_id <> NEW.edition_id) EXECUTE FUNCTION handbook_moved_in();
CREATE TRIGGER moved_in BEFORE UPDATE OF edition_id ON handbook_chapter
    FOR EACH ROW WHEN (OLD.edition_id <> NEW.edition_id) EXECUTE FUNCTION handbook_moved_in();
CREATE TRIGGER moved_in BEFORE UPDATE OF edition_id ON handbook_glossaryterm
    FOR EACH ROW WHEN (OLD.edition_id <> NEW.edition_id) EXECUTE FUNCTION handbook_moved_in();
"""

BACKWARDS = """
DROP TRIGGER moved_in ON handbook_glossaryterm;
DROP TRIGGER moved_in ON handbook_chapter;
DROP TRIGGER moved_in ON handbook_part;
DROP FUNCTION handbook_moved_in();
DROP TRIGGER frozen ON handbook_edition;
DROP FUNCTION handbook_edition_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("handbook", "0004_cited_of_an_edition")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
