"""``python -m ai4t.local.keeper FOLDER durable|careless``: started by ``keeping``, never by hand."""

import sys
from pathlib import Path

from ai4t.local.keeping import keep_server

if __name__ == "__main__":
    keep_server(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
