#!/bin/sh
# The deadline hour on each store, as tables of Markdown: benches/office.sh RELEASE-FOLDER CLERKS...
set -eu

release=$1
shift
sizes=
for clerks in "$@"; do sizes="$sizes --clerks $clerks"; done

# Sizes are numbers: they are to be split.
# shellcheck disable=SC2086
"$release/deadline" --program "$release/kaocheng" $sizes
cluster=$(tools/postgres.sh start --durable $$)
# shellcheck disable=SC2086
"$release/deadline" --program "$release/kaocheng" $sizes --postgres "$(echo "$cluster" | tail -n 1)"
tools/postgres.sh stop "$(echo "$cluster" | head -n 1)"
