"""Characters that no page, book or XML can hold go out of the texts that earlier imports brought, also out of published
editions: nobody reads them, and a file of the book cannot be made with them.

What was imported last is cleaned with them, or importing the same files again would change a published edition; and the
SHA-256 of source texts, or their translations would be out of date. The files as they came in stay.
"""

from django.db import migrations

FORWARDS = r"""
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE handbook_edition DISABLE TRIGGER frozen;
ALTER TABLE handbook_part DISABLE TRIGGER frozen;
ALTER TABLE handbook_chapter DISABLE TRIGGER frozen;
ALTER TABLE handbook_glossaryterm DISABLE TRIGGER frozen;
ALTER TABLE handbook_chapterfile DISABLE TRIGGER frozen;

DO $$
DECLARE
    unprintable CONSTANT text := '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]';
    ours CONSTANT integer[] := ARRAY(SELECT id FROM django_content_type WHERE app_label = 'handbook');
    place record;
    found bigint;
    changed bigint := 0;
BEGIN
    UPDATE ai4t_translationstate SET source_fingerprint = encode(
        sha256(convert_to(regexp_replace(coalesce(nullif(source_snapshot, ''), last_imported), unprintable, '', 'g'), 'UTF8')), 'hex'
    )
    WHERE target_type_id = ANY (ours) AND coalesce(nullif(source_snapshot, ''), last_imported) ~ unprintable
        AND source_fingerprint = encode(
            sha256(convert_to(coalesce(nullif(source_snapshot, ''), last_imported), 'UTF8')), 'hex'
        );
    UPDATE ai4t_translationstate SET
        source_snapshot = regexp_replace(source_snapshot, unprintable, '', 'g'),
        last_imported = regexp_replace(last_imported, unprintable, '', 'g'),
        draft = regexp_replace(draft, unprintable, '', 'g')
    WHERE target_type_id = ANY (ours) AND concat(source_snapshot, last_imported, draft) ~ unprintable;
    FOR place IN
        SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying')
            AND (table_name IN ('handbook_edition', 'handbook_part', 'handbook_chapter', 'handbook_glossaryterm')
                OR (table_name = 'handbook_chapterfile' AND column_name IN ('licence', 'credit')))
    LOOP
        EXECUTE format(
            'UPDATE %1$I SET %2$I = regexp_replace(%2$I, $1, '''', ''g'') WHERE %2$I ~ $1', place.table_name, place.column_name
        ) USING unprintable;
        GET DIAGNOSTICS found = ROW_COUNT;
        changed := changed + found;
    END LOOP;
    IF changed > 0 THEN
        UPDATE handbook_edition SET content_version = content_version + 1;
    END IF;
END
$$;

ALTER TABLE handbook_edition ENABLE TRIGGER frozen;
ALTER TABLE handbook_part ENABLE TRIGGER frozen;
ALTER TABLE handbook_chapter ENABLE TRIGGER frozen;
ALTER TABLE handbook_glossaryterm ENABLE TRIGGER frozen;
ALTER TABLE handbook_chapterfile ENABLE TRIGGER frozen;
"""


class Migration(migrations.Migration):
    dependencies = [("handbook", "0007_when_described")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
