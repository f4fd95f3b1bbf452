#!/bin/sh
# Checks the format, runs all Foundry tests, and compares the gas with the committed snapshots.
# To accept new gas figures: UPDATE_SNAPSHOTS=1 sh scripts/test.sh
set -eu
cd "$(dirname "$0")/.."
sh scripts/prepare.sh
sh scripts/forge.sh fmt --check || { echo "contracts: run 'sh scripts/forge.sh fmt' in $(pwd)" >&2; exit 1; }
if [ "${UPDATE_SNAPSHOTS:-}" = 1 ]; then
  sh scripts/forge.sh test
else
  FORGE_SNAPSHOT_CHECK=true sh scripts/forge.sh test || {
    echo "contracts: a test failed, or gas differs from snapshots/ (accept it with UPDATE_SNAPSHOTS=1 sh scripts/test.sh)" >&2
    exit 1
  }
fi
