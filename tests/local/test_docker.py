"""What can be said of the containers without an engine: the compose file, the image, and the script of the roles."""

import os
import re
import subprocess
from contextlib import closing

import pytest
import yaml

from ai4t.local.places import ROOT
from ai4t.local.postgres import Server

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "docker" / "Dockerfile").read_text()


def test_services_are_those_of_the_architecture():
    assert set(SERVICES) == {"proxy", "web", "packages", "worker", "beat", "migrate", "database", "broker", "cache"}


def test_every_service_that_stays_is_watched():
    assert [name for name, service in SERVICES.items() if "healthcheck" not in service] == ["migrate"]


def test_only_migrate_knows_the_owner_of_the_database():
    ignorant = [name for name, service in SERVICES.items() if service["image"] == "ai4t" and knows_owner(service)]
    assert ignorant == ["migrate"]


def knows_owner(service):
    return service.get("environment", {}).get("DATABASE_OWNER_URL") != ""


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


@pytest.mark.parametrize("name", ["web", "packages", "worker", "beat"])
def test_platform_starts_after_migrating(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_broker_keeps_and_cache_forgets():
    assert "--appendonly yes --maxmemory 256mb --maxmemory-policy noeviction" in " ".join(SERVICES["broker"]["command"])
    assert "--maxmemory-policy allkeys-lru" in " ".join(SERVICES["cache"]["command"])


def test_every_named_volume_is_declared():
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert {name for name in mounted if not name.startswith(".")} == set(COMPOSE["volumes"])


def test_files_that_are_mounted_or_copied_exist():
    mounted = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    copied = re.findall(r"^COPY (?!--from)(\S+)", DOCKERFILE, re.MULTILINE)
    named = [path for path in mounted if path.startswith(".")] + copied
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_image_runs_without_root_and_installs_by_hash():
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["ai4t"]
    assert "--require-hashes" in DOCKERFILE


def test_script_makes_two_roles_with_the_passwords_of_the_addresses(folder):
    server = Server(folder / "server")
    server.start()
    try:
        subprocess.run(
            ["sh", str(ROOT / "docker" / "roles.sh")],
            env={
                "PATH": f"{server.binaries}:{os.environ['PATH']}",
                "PGHOST": str(server.lodging.socket_folder),
                "DATABASE_URL": "postgres://ai4t:appword@database:5432/ai4t",
                "DATABASE_OWNER_URL": "postgres://ai4t_owner:ownword@database:5432/ai4t",
            },
            check=True,
        )
        with closing(server.connect("ai4t")) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolname, rolsuper, rolcreatedb, rolpassword <> '',"
                " has_schema_privilege(oid, 'public', 'CREATE')"
                " FROM pg_authid WHERE rolname LIKE 'ai4t%' ORDER BY rolname"
            )
            roles = cursor.fetchall()
    finally:
        server.stop()
    assert roles == [("ai4t", False, False, True, False), ("ai4t_owner", False, False, True, True)]
