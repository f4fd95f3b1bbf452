#!/bin/sh
# Mutation of the contracts: a guard taken away must make a test fail. Usage and meaning: scripts/mutation/run.js
set -eu
cd "$(dirname "$0")/.."
sh scripts/prepare.sh
exec node scripts/mutation/run.js "$@"
