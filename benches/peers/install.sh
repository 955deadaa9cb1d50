#!/bin/sh
# The libraries that workload S is timed against, in an environment of their own: target/peers, or the folder named.
set -eu
place="${1:-$(dirname "$0")/../../target/peers}"
if ! "$place/bin/python" -c 'import polars, duckdb, pyarrow' 2>/dev/null; then
    python3 -m venv --clear "$place"
    "$place/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1
fi
