#!/bin/sh
# Installs by name what the tests need and the machine does not have: Debian packages, a cargo subcommand, an npm package, and Python
# packages in an environment of their own, target/python.
# (Cargo and a C linker are taken for granted: without them nothing is built at all.)
set -eu

missing=
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need python3 python3
# The fuzzer's runtime is C++.
need c++ g++
# Instructions are counted, where times would be noise.
need valgrind valgrind
# The office runs on it as well as on SQLite.
[ -d /usr/lib/postgresql ] || need initdb postgresql
# Pages are looked at in a browser, in Chinese.
need chromium chromium
need chromedriver chromium-driver
# The rules of accessibility that pages are held against come as an npm package.
need node nodejs
need npm npm
[ -d /usr/share/fonts/opentype/noto ] || need no-such-font fonts-noto-cjk
# Debian packs the making of environments apart.
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
if [ -n "$missing" ]; then
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
command -v cargo-fuzz >/dev/null 2>&1 || cargo install --quiet --locked cargo-fuzz
# Rivest's sampler, against which the tickets of draws are held.
python="$(dirname "$0")/../target/python"
if ! "$python/bin/python" -c 'import consistent_sampler' 2>/dev/null; then
    python3 -m venv --clear "$python"
    "$python/bin/pip" install --quiet --disable-pip-version-check consistent-sampler==1.0.10
fi
# Whatever the description of the web interface allows, and what it does not, sent to it.
if ! "$python/bin/python" -c 'import schemathesis' 2>/dev/null; then
    "$python/bin/pip" install --quiet --disable-pip-version-check schemathesis==4.32.5
fi
# A browser with real clicks.
if ! "$python/bin/python" -c 'import selenium' 2>/dev/null; then
    "$python/bin/pip" install --quiet --disable-pip-version-check selenium==4.51.0
fi
# What is wrong for people who cannot see or use a mouse, as far as a program can tell.
axe="$(dirname "$0")/../target/axe"
if [ ! -f "$axe/node_modules/axe-core/axe.min.js" ]; then
    npm install --silent --no-package-lock --prefix "$axe" axe-core@4.14.1
fi
