"""``python -m ai4t.local.keeper FOLDER durable|careless``: started by ``keeping``, never by hand."""

import os
import sys
from pathlib import Path

from ai4t.local.keeping import keep_server

if __name__ == "__main__":
    # A grandchild: it belongs to nobody, so it neither ends with the user who started it nor waits to be buried.
    if os.fork():
        os._exit(0)
    keep_server(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
