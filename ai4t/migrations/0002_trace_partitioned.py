"""The table of traces, partitioned by month from its first day, with a default partition for what nobody foresaw.

The application's role may not create tables; it calls a function of the owner that does just this.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ai4t.models.trace

CREATE_TABLE = """
CREATE TABLE ai4t_trace (
    learner_id bigint NOT NULL REFERENCES ai4t_user (id) DEFERRABLE INITIALLY DEFERRED,
    "when" timestamptz NOT NULL,
    id bigint NOT NULL,
    app varchar(20) NOT NULL,
    object_key varchar(200) NOT NULL,
    verb varchar(30) NOT NULL,
    seconds integer NOT NULL CHECK (seconds >= 0),
    basis varchar(10) NOT NULL CHECK (basis IN ('measured', 'imputed', 'declared')),
    language varchar(12) NOT NULL,
    PRIMARY KEY (learner_id, "when", id)
) PARTITION BY RANGE ("when");
CREATE INDEX trace_by_object ON ai4t_trace (app, object_key, "when");
CREATE TABLE ai4t_trace_default PARTITION OF ai4t_trace DEFAULT;
"""

CREATE_FUNCTION = """
CREATE FUNCTION ai4t_prepare_trace_partitions(from_day date, months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    first date := date_trunc('month', from_day);
    name text;
    made integer := 0;
BEGIN
    FOR step IN 0..months - 1 LOOP
        name := 'ai4t_trace_' || to_char(first, 'YYYY_MM');
        IF to_regclass(name) IS NULL AND NOT EXISTS (
            SELECT FROM ai4t_trace_default
            WHERE "when" >= first::timestamp AT TIME ZONE 'UTC'
              AND "when" < (first + interval '1 month')::timestamp AT TIME ZONE 'UTC'
        ) THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF ai4t_trace FOR VALUES FROM (%L) TO (%L)',
                name, first::text || ' 00:00+00', (first + interval '1 month')::date::text || ' 00:00+00'
            );
            made := made + 1;
        END IF;
        first := first + interval '1 month';
    END LOOP;
    RETURN made;
END $$;
SELECT ai4t_prepare_trace_partitions(current_date, 4);
"""

DROP_FUNCTION = "DROP FUNCTION ai4t_prepare_trace_partitions(date, integer)"


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(CREATE_TABLE, "DROP TABLE ai4t_trace")],
            state_operations=[
                migrations.CreateModel(
                    name="Trace",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "learner_id", "when", "id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("when", models.DateTimeField(verbose_name="when")),
                        ("id", models.BigIntegerField(default=ai4t.models.trace.random_id)),
                        ("app", models.CharField(max_length=20, verbose_name="app")),
                        ("object_key", models.CharField(max_length=200, verbose_name="object")),
                        ("verb", models.CharField(max_length=30, verbose_name="verb")),
                        ("seconds", models.PositiveIntegerField(default=0, verbose_name="seconds")),
                        (
                            "basis",
                            models.CharField(
                                choices=[("measured", "measured"), ("imputed", "imputed"), ("declared", "declared")],
                                max_length=10,
                                verbose_name="basis",
                            ),
                        ),
                        ("language", models.CharField(blank=True, max_length=12, verbose_name="language")),
                        (
                            "learner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="learner",
                            ),
                        ),
                    ],
                    options={"verbose_name": "trace", "verbose_name_plural": "traces"},
                ),
                migrations.AddIndex(
                    model_name="trace",
                    index=models.Index(fields=["app", "object_key", "when"], name="trace_by_object"),
                ),
            ],
        ),
        migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION),
    ]
