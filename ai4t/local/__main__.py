"""``python -m ai4t.local COMMAND``: what ``./run`` calls once the virtual environment stands.

Each command loads only what it needs: ``stop`` is not kept waiting by the imports of ``demo``.
"""

import sys
from importlib import import_module

from ai4t.local.places import CannotRun

COMMANDS = {
    "demo": "demo.run_demo",
    "test": "testing.run_tests",
    "bench": "managing.bench",
    "load": "managing.load",
    "manage": "managing.manage",
    "stop": "running.stop",
    "services": "testing.keep_services",
}

if __name__ == "__main__":
    module, function = COMMANDS[sys.argv[1]].split(".")
    try:
        getattr(import_module(f"ai4t.local.{module}"), function)(*sys.argv[2:])
    except CannotRun as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
