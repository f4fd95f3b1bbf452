#!/bin/sh
# Builds the page into the directory given (the Maven module's classes). Installs libraries only when the lock file has
# changed, and builds only when something that goes into the page has: rebuilding the console stays quick.
set -eu
out=$1
cd "$(dirname "$0")/.."
digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

lock=$(digest package-lock.json)
if [ "$(cat node_modules/.installed 2>/dev/null || true)" != "$lock" ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  echo "$lock" > node_modules/.installed
fi

node scripts/generate.mjs
sources=$(find src public scripts index.html package-lock.json vite.config.ts tsconfig.json -type f | LC_ALL=C sort |
  xargs sha256sum | sha256sum | cut -d' ' -f1)
if [ "$(cat dist/.sources 2>/dev/null || true)" != "$sources" ]; then
  npm run --silent build
  echo "$sources" > dist/.sources
fi

rm -rf "$out"
mkdir -p "$out"
cp -R dist/. "$out"
rm -f "$out/.sources"
