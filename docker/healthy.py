"""Exit code 0 when the web server of this container can serve people; asked under the name that people use."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

path = next(iter(sys.argv[1:]), "/readyz")
host = urlsplit(os.environ["SITE_URL"]).netloc
question = urllib.request.Request(f"http://127.0.0.1:8000{path}", headers={"Host": host})
try:
    urllib.request.urlopen(question, timeout=5).close()
except (urllib.error.URLError, OSError) as reason:
    sys.exit(str(reason))
