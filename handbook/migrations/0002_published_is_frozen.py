"""The text of a published edition stays as it is. What was empty may be filled: a language that comes later, a licence.

Rows that stand for people (who looks after a chapter) or for a plan (its next review) may change at any time.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION handbook_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN to_jsonb(NEW) ELSE to_jsonb(OLD) END;
    edition bigint;
BEGIN
    IF TG_TABLE_NAME = 'handbook_chapterfile' THEN
        SELECT edition_id INTO edition FROM handbook_chapter WHERE id = (was->>'chapter_id')::bigint;
    ELSE
        edition := (was->>'edition_id')::bigint;
    END IF;
    IF NOT EXISTS (SELECT FROM handbook_edition WHERE id = edition AND state = 'published') THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT FROM jsonb_each_text(to_jsonb(OLD)) AS before JOIN jsonb_each_text(to_jsonb(NEW)) AS after USING (key)
        WHERE coalesce(before.value, '') <> '' AND before.value IS DISTINCT FROM after.value
            AND key <> ALL (ARRAY['owner_id', 'review_on'])
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a published edition is frozen (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON handbook_part FOR EACH ROW EXECUTE FUNCTION handbook_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON handbook_chapter FOR EACH ROW EXECUTE FUNCTION handbook_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON handbook_glossaryterm FOR EACH ROW EXECUTE FUNCTION handbook_frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON handbook_chapterfile FOR EACH ROW EXECUTE FUNCTION handbook_frozen();
"""

BACKWARDS = """
DROP TRIGGER frozen ON handbook_chapterfile;
DROP TRIGGER frozen ON handbook_glossaryterm;
DROP TRIGGER frozen ON handbook_chapter;
DROP TRIGGER frozen ON handbook_part;
DROP FUNCTION handbook_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("handbook", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
