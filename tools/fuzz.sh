#!/bin/sh
# Runs every fuzz target for a while, from the kept corpus. A finding is left in fuzz/artifacts and fails the run.
set -eu
seconds=${1:-60}
cd "$(dirname "$0")/.."
# The targets need unstable flags of the compiler, which the stable one takes under this name.
export RUSTC_BOOTSTRAP=1
for target in $(cargo fuzz list); do
    work=fuzz/corpus-work/$target
    rm -rf "$work"
    mkdir -p "$work"
    echo "fuzz $target for $seconds s"
    cargo fuzz run --sanitizer none "$target" "$work" "fuzz/corpus/$target" -- \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -verbosity=0 -print_final_stats=0
    rm -rf "$work"
done
rmdir fuzz/corpus-work
