// Writes what the jar carries: abi/<Name>.json and bytecode/<Name>.hex (creation code) from forge's output directory, and
// genesis-template.json from the state that script/Genesis.s.sol dumped.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const names = [
  'Institutions', 'Accounts', 'WorkOrders', 'Nodes', 'Services', 'Subchains', 'Pipelines', 'Transactions', 'Contracts',
  'Credit', 'Alliances', 'DataLedger',
  'ProtocolKeys', 'ValidatorShield', 'RecoveryValidators', 'GovernanceProxy', 'EvidenceStore',
  'Gateway', 'HashTimeLock', 'PegVault', 'PeggedToken', 'EvidenceSharing', 'EvidenceArchive', 'TravelBooking', 'AssetExchange',
  'CityPoints', 'PeggedPoints',
];

const [out, state, target] = process.argv.slice(2);
if (!out || !state || !target) {
  console.error('usage: node scripts/artifacts.js <forge output directory> <dumped state> <target directory>');
  process.exit(2);
}

function fail(message) {
  console.error(`contracts: ${message}`);
  process.exit(1);
}

function write(folder, file, text) {
  const directory = path.join(target, folder);
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, file), text);
}

for (const name of names) {
  const file = path.join(out, `${name}.sol`, `${name}.json`);
  if (!fs.existsSync(file)) fail(`forge made no ${file}`);
  const artifact = JSON.parse(fs.readFileSync(file, 'utf8'));
  write('abi', `${name}.json`, `${JSON.stringify(artifact.abi, null, 1)}\n`);
  write('bytecode', `${name}.hex`, `${artifact.bytecode.object}\n`);
}

// Storage layouts of upgradeable contracts, to compare a later version with before it is proposed.
const layouts = path.join(__dirname, '..', 'snapshots', 'layout');
for (const name of names) {
  const file = path.join(layouts, `${name}.json`);
  if (fs.existsSync(file)) write('layout', `${name}.json`, fs.readFileSync(file, 'utf8'));
}

// Nothing but the governance contracts may get into a genesis file.
const proxies = [
  0x1001, 0x1002, 0x1003, 0x1004, 0x1005, 0x1006, 0x1007, 0x1008, 0x1009, 0x100a, 0x100b, 0x100c, 0x100d,
];
const expected = [...proxies, ...proxies.map((proxy) => proxy + 0x1000), 0x1100, 0x1101]
  .map((address) => `0x${address.toString(16).padStart(40, '0')}`)
  .sort();
const accounts = JSON.parse(fs.readFileSync(state, 'utf8'));
const actual = Object.keys(accounts).sort();
if (actual.join() !== expected.join()) {
  fail(`${state} holds ${actual.join(', ')}; expected exactly ${expected.join(', ')}`);
}
write('', 'genesis-template.json', `${JSON.stringify(accounts, expected.concat(fields(accounts)), 1)}\n`);

// The names inside the accounts, so that the file's order is the same in every build.
function fields(all) {
  const slots = Object.values(all).flatMap((account) => Object.keys(account.storage));
  return ['balance', 'nonce', 'code', 'storage', ...new Set(slots)];
}
