#!/bin/sh
# Builds the console and what stands beside it into the given folder, as a site (console/, docs/, problems/,
# openapi.yaml), if a source is newer. Without Node.js it leaves there why not, says so
# loudly, and is no failure: everything else works without it.
set -u
out=$1
here=$(cd "$(dirname "$0")" && pwd -P) || exit 1

skip() {
  rm -rf "$out"
  mkdir -p "$out" && echo "$1" >"$out/skipped.txt"
  echo "=== SKIPPED: the console: $1 ==="
  exit 0
}

# A path for npm and Vite, which run in the console's own folder.
case $out in
  /*) ;;
  *) out=$PWD/$out ;;
esac

if [ -r "$out/console/index.html" ]; then
  newer=$(cd "$here" && find src build public index.html package-lock.json vite.config.ts tsconfig.json build.sh \
    ../clients/js/src ../docs -newer "$out/console/index.html" -print 2>/dev/null | head -n 1)
  [ -n "$newer" ] || exit 0
fi

version=$(node --version 2>/dev/null) || version=
major=${version#v}
minor=${major#*.}
major=${major%%.*}
minor=${minor%%.*}
case $major in
  '' | *[!0-9]*) skip "It needs Node.js 20.19 or newer, with npm; there is none on the PATH." ;;
esac
if [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -lt 19 ]; }; then
  skip "It needs Node.js 20.19 or newer, with npm; this is $version."
fi

cd "$here" || exit 1
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "installing what the console is built with ..."
  log=$(npm ci --no-audit --no-fund --ignore-scripts 2>&1) || {
    echo "$log" | tail -n 5
    skip "npm could not install what it is built with."
  }
fi
echo "building the console ..."
rm -rf "$out"
log=$(CONSOLE_OUT=$out npm run --silent build 2>&1) || {
  echo "$log"
  exit 1
}
