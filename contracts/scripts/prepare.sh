#!/bin/sh
# Installs the Solidity tools and libraries of package-lock.json when that file changed since the last time.
set -eu
cd "$(dirname "$0")/.."

need='Node.js 20 or newer with npm (Debian 13 or newer: apt-get install nodejs npm; else https://nodejs.org/en/download)'
command -v node >/dev/null 2>&1 || { echo "contracts: node was not found on PATH. Install $need, then build again." >&2; exit 1; }
command -v npm >/dev/null 2>&1 || { echo "contracts: npm was not found on PATH. Install $need, then build again." >&2; exit 1; }
major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 20 ]; then
  echo "contracts: node is $(node --version), 20 or newer is needed. Install $need, then build again." >&2
  exit 1
fi

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --loglevel=error; then
    echo "contracts: 'npm ci' failed in $(pwd) (above). It needs access to an npm registry." >&2
    exit 1
  fi
  cp package-lock.json node_modules/.installed-lock.json
fi
sh scripts/forge.sh --version >/dev/null
