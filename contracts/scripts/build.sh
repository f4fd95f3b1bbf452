#!/bin/sh
# Compiles the contracts and puts their artifacts under <target>/io/govchain/contracts. Usage: build.sh <target>
set -eu
cd "$(dirname "$0")/.."
target=${1:?usage: build.sh <target directory>}
sh scripts/prepare.sh
sh scripts/forge.sh build --skip test
node scripts/artifacts.js out "$target/io/govchain/contracts"
