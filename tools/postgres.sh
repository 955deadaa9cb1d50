#!/bin/sh
# A PostgreSQL cluster of one's own for tests: in a temporary folder, on a free port, gone at the end.
#
#   tools/postgres.sh start [--durable] [PID]
#                                   makes and starts one; prints its folder and its address; where a process is named, the
#                                   cluster goes when that process does; durable: what it commits is on the disk, as in
#                                   an office, and unlike in tests
#   tools/postgres.sh restart DIR   stops it at once, as a machine that falls down does, and starts it on the same port
#   tools/postgres.sh stop DIR      stops it and takes it away
set -eu

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
if [ ! -x "$bin/initdb" ]; then
    echo 'PostgreSQL is not installed: `make packages` installs it by name' >&2
    exit 2
fi

# PostgreSQL does not run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

control() {
    (cd "$1" && as_owner "$bin/pg_ctl" --pgdata "$1/data" --silent --wait --timeout 120 "$2" --mode immediate >/dev/null)
}

begin() {
    # Tests outlive no power cut, so that nothing needs to reach the disk; sockets stand in the cluster's own folder.
    if [ -e "$1/durable" ]; then fsync=on; else fsync=off; fi
    options="-p $2 -k $1 -h 127.0.0.1 -c fsync=$fsync -c max_connections=200"
    (cd "$1" && as_owner "$bin/pg_ctl" --pgdata "$1/data" --log "$1/log" --silent --wait --timeout 120 \
        --options "$options" start >/dev/null)
}

case "${1-}" in
start)
    durable=
    if [ "${2-}" = --durable ]; then durable=yes; shift; fi
    dir=$(mktemp -d "${TMPDIR:-/tmp}/kaocheng-postgres.XXXXXX")
    [ "$(id -u)" -ne 0 ] || chown postgres "$dir"
    (cd "$dir" && as_owner "$bin/initdb" --pgdata "$dir/data" --username kaocheng --auth trust --encoding UTF8 \
        --locale C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1) || { cat "$dir/initdb.log" >&2; exit 1; }
    [ -z "$durable" ] || touch "$dir/durable"
    # Somebody else may take the port between the question and the start; then another one is asked for.
    tries=0
    while :; do
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        begin "$dir" "$port" && break
        tries=$((tries + 1))
        [ "$tries" -lt 5 ] || { cat "$dir/log" >&2; exit 1; }
    done
    echo "$port" >"$dir/port"
    echo "$dir"
    echo "postgres://kaocheng@127.0.0.1:$port/postgres"
    if [ -n "${2-}" ]; then
        (
            while kill -0 "$2" 2>/dev/null; do sleep 1; done
            control "$dir" stop || true
            rm -rf "$dir"
        ) >/dev/null 2>&1 </dev/null &
    fi
    ;;
restart)
    control "$2" stop
    begin "$2" "$(cat "$2/port")"
    ;;
stop)
    control "$2" stop || true
    rm -rf "$2"
    ;;
*)
    sed -n '2,10p' "$0" >&2
    exit 2
    ;;
esac
