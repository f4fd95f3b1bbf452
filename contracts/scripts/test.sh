#!/bin/sh
# Everything that is checked of the contracts without a chain, quickest first: format, layout and interface snapshots, errors that
# say something, static checks, all Foundry tests, and gas against the committed snapshots.
# To accept new interfaces, appended storage and gas: UPDATE_SNAPSHOTS=1 sh scripts/test.sh (see scripts/snapshots.js for layouts)
set -eu
cd "$(dirname "$0")/.."
sh scripts/prepare.sh
sh scripts/forge.sh fmt --check || { echo "contracts: run 'sh scripts/forge.sh fmt' in $(pwd)" >&2; exit 1; }
node --test --test-reporter=dot scripts/test/
node scripts/snapshots.js
node scripts/errors.js
sh scripts/lint.sh
if [ "${UPDATE_SNAPSHOTS:-}" = 1 ]; then
  sh scripts/forge.sh test
else
  FORGE_SNAPSHOT_CHECK=true sh scripts/forge.sh test || {
    echo "contracts: a test failed, or gas differs from snapshots/ (accept it with UPDATE_SNAPSHOTS=1 sh scripts/test.sh)" >&2
    exit 1
  }
fi
node scripts/sizes.js
node scripts/docs.js
