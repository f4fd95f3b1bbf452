#!/bin/sh
# Static checks of src/: solhint, then forge's own linter. Any finding fails; one that is meant is explained where it is
# (solhint-disable-next-line, forge-lint: disable-next-line) or, when a rule does not fit, in solhint.config.js, foundry.toml.
set -eu
cd "$(dirname "$0")/.."
node node_modules/solhint/solhint.js --config solhint.config.js --disc --noPoster --max-warnings 0 'src/**/*.sol' || {
  echo "contracts: solhint has findings (above)" >&2
  exit 1
}
# In a place of its own: forge would take what the linter compiles, which has no code, for built.
findings=$(FOUNDRY_OUT=target/lint/out FOUNDRY_CACHE_PATH=target/lint/cache sh scripts/forge.sh lint src 2>&1) || { printf '%s\n' "$findings" >&2; exit 1; }
if printf '%s\n' "$findings" | grep -qE '^(warning|error)'; then
  printf '%s\n' "$findings" >&2
  echo "contracts: forge lint has findings (above)" >&2
  exit 1
fi
