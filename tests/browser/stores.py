"""Where an office keeps its rounds: a file of its own, or a PostgreSQL of its own. Gone at the end."""

import contextlib
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def sqlite():
    """A folder, and the options of `serve` and of `verify office` for it."""
    with tempfile.TemporaryDirectory(prefix="kaocheng-round-") as folder:
        yield pathlib.Path(folder), [], f"sqlite:{folder}/office/office.db"


@contextlib.contextmanager
def postgres():
    """The same over an empty database of a cluster of its own."""
    script = str(ROOT / "tools" / "postgres.sh")
    cluster, address = subprocess.run([script, "start"], check=True, capture_output=True, text=True).stdout.split()
    try:
        with tempfile.TemporaryDirectory(prefix="kaocheng-round-") as folder:
            yield pathlib.Path(folder), ["--store", address], address
    finally:
        subprocess.run([script, "stop", cluster], check=True)
