#!/bin/sh
# Compiles the contracts and puts their artifacts under <target>/io/govchain/contracts. Usage: build.sh <target>
set -eu
cd "$(dirname "$0")/.."
target=${1:?usage: build.sh <target directory>}
sh scripts/prepare.sh
sh scripts/forge.sh build --skip test --quiet
mkdir -p target
sh scripts/forge.sh script script/Genesis.s.sol --skip test --quiet --sig 'run(string)' target/genesis-state.json
node scripts/artifacts.js out target/genesis-state.json "$target/io/govchain/contracts"
