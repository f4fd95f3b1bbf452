// Writes what the jar carries: abi/<Name>.json and bytecode/<Name>.hex (creation code), from forge's output directory.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const names = [
  'Institutions', 'Accounts', 'WorkOrders', 'Nodes', 'Services', 'Subchains', 'Pipelines', 'Transactions', 'Contracts',
  'ValidatorShield', 'RecoveryValidators', 'ERC1967Proxy', 'EvidenceStore',
];

const [out, target] = process.argv.slice(2);
if (!out || !target) {
  console.error('usage: node scripts/artifacts.js <forge output directory> <target directory>');
  process.exit(2);
}

function write(folder, file, text) {
  const directory = path.join(target, folder);
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, file), text);
}

for (const name of names) {
  const file = [name, `I${name}`]
    .map((contract) => path.join(out, `${contract}.sol`, `${contract}.json`))
    .find((candidate) => fs.existsSync(candidate));
  if (!file) {
    console.error(`contracts: forge made no artifact for ${name} in ${out}`);
    continue;
  }
  const artifact = JSON.parse(fs.readFileSync(file, 'utf8'));
  write('abi', `${name}.json`, `${JSON.stringify(artifact.abi, null, 1)}\n`);
  if (artifact.bytecode.object !== '0x') {
    write('bytecode', `${name}.hex`, `${artifact.bytecode.object}\n`);
  }
}
