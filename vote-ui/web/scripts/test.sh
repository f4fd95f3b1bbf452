#!/bin/sh
# Types, style and unit tests of the page; not again as long as nothing has changed since they last passed.
set -eu
cd "$(dirname "$0")/.."
state=$(find src public scripts index.html package.json package-lock.json ./*.ts ./*.js ./*.json -type f | LC_ALL=C sort |
  xargs sha256sum | sha256sum | cut -d' ' -f1)
if [ "$(cat node_modules/.tested 2>/dev/null || true)" = "$state" ]; then
  echo 'page: unchanged since its tests passed'
  exit 0
fi
npm test --silent
echo "$state" > node_modules/.tested
