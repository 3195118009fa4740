#!/bin/sh
# Runs once, when the database server makes its data: two roles, with the passwords that the two addresses carry.
# The owner changes the schema; the application reads and writes rows (migrate grants it that, and no more).
set -eu

password() {
    rest=${1#*://*:}
    printf %s "${rest%%@*}"
}

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
    --set owner_password="$(password "$DATABASE_OWNER_URL")" \
    --set application_password="$(password "$DATABASE_URL")" <<'SQL'
CREATE ROLE ai4t_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE ai4t LOGIN PASSWORD :'application_password';
CREATE DATABASE ai4t OWNER ai4t_owner;
REVOKE ALL ON DATABASE ai4t FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE ai4t TO ai4t;
SQL
