#!/bin/sh
# Runs forge: the one that npm installed (Linux, x86-64), else the one on PATH.
set -eu
cd "$(dirname "$0")/.."
bundled=node_modules/@foundry-rs/forge-linux-amd64/bin/forge
if [ -x "$bundled" ]; then
  exec "$bundled" "$@"
elif command -v forge >/dev/null 2>&1; then
  exec forge "$@"
fi
echo "contracts: no forge for $(uname -sm). npm brings it for Linux x86-64; elsewhere install Foundry 1.7 (https://getfoundry.sh) and put forge and anvil on PATH." >&2
exit 1
