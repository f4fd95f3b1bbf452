// The storage layout of every contract below src/, with the ERC-7201 namespaces of its own and of everything it inherits, and
// the rule by which one layout may follow another. (The compiler lists only plain state variables: the namespaces are found
// in the syntax tree by their @custom:storage-location, and their structs laid out by a probe with one variable of each.)
//
//   node scripts/layout.js print [contract ...]           the layouts as JSON
//   node scripts/layout.js compare <before> <after>       two files, each a layout as printed; says what changed
//                                                         exit code 0: append-only, 1: not, 2: usage
'use strict';
const fs = require('node:fs');
const { keccak256 } = require('js-sha3');
const { analyse, compile, home, walk } = require('./analysis.js');

/**
 * @returns {Object<string, Layout>} by contract name. A layout is
 *   `{contract, variables: Member[], namespaces: {[name]: {slot, members: Member[]}}, types: {[label]: Type}}` with
 *   `Member = {name, slot, offset, type}` (slots of a namespace count from its own slot), and
 *   `Type = {bytes, members}` of structs (Member[]) and enums (names), `{bytes, is}` of user-defined value types.
 */
function layouts(analysis = analyse(), root = home) {
  const bases = analysis.contracts.map((each) => ({ ...each, namespaces: namespacesOf(each.node, analysis.nodes) }));
  const probes = probe(bases, analysis, root);
  const result = {};
  for (const { name, file, namespaces } of bases) {
    const types = {};
    const plain = analysis.output.contracts[file][name].storageLayout;
    const layout = { contract: name, variables: members(plain.storage, plain.types, types, analysis), namespaces: {}, types };
    for (const { id, struct } of namespaces) {
      const { storage, types: known } = probes[struct.id];
      layout.namespaces[id] = { slot: slotOf(id), members: members(known[storage[0].type].members, known, types, analysis) };
    }
    layout.types = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
    result[name] = layout;
  }
  return result;
}

/** What a contract and everything it inherits declare, the most basic first. */
function namespacesOf(contract, nodes) {
  const found = [];
  for (const id of [...contract.linearizedBaseContracts].reverse()) {
    for (const struct of nodes.get(id).nodes.filter((each) => each.nodeType === 'StructDefinition')) {
      const location = /@custom:storage-location\s+erc7201:(\S+)/.exec(struct.documentation?.text ?? '');
      if (location) found.push({ id: location[1], struct });
    }
  }
  const twice = found.find((each, i) => found.findIndex((other) => other.id === each.id) !== i);
  if (twice) throw new Error(`${contract.name} has the storage namespace ${twice.id} twice`);
  return found;
}

/** Lays the structs out: one contract with one variable per struct. */
function probe(contracts, analysis, root) {
  const files = {};
  walkSources(analysis, (node, file) => (files[node.id] = file));
  const structs = [...new Set(contracts.flatMap((each) => each.namespaces.map(({ struct }) => struct)))];
  if (structs.length === 0) return {};
  const sources = Object.fromEntries(structs.map((struct) => {
    const [contract] = struct.canonicalName.split('.');
    const text = `// SPDX-License-Identifier: UNLICENSED\npragma solidity ^0.8.28;\nimport {${contract}} from "${files[struct.id]}";\n`
      + `contract Probe { ${struct.canonicalName} internal probed; }\n`;
    return [`probe/${struct.id}.sol`, { content: text }];
  }));
  const output = compile(sources, { outputSelection: { '*': { Probe: ['storageLayout'] } } }, root);
  return Object.fromEntries(structs.map((s) => [s.id, output.contracts[`probe/${s.id}.sol`].Probe.storageLayout]));
}

function walkSources(analysis, visit) {
  for (const [file, source] of Object.entries(analysis.output.sources)) {
    walk(source.ast, (node) => node.nodeType === 'StructDefinition' && visit(node, file));
  }
}

/** Members as snapshots hold them; the types they need are added to `types`. */
function members(storage, known, types, analysis) {
  return storage.map(({ label, slot, offset, type }) => {
    note(type, known, types, analysis);
    return { name: label, slot: Number(slot), offset, type: known[type].label };
  });
}

function note(id, known, types, analysis) {
  const type = known[id];
  for (const part of [type.base, type.key, type.value]) if (part) note(part, known, types, analysis);
  const own = id.startsWith('t_struct') || id.startsWith('t_enum') || id.startsWith('t_userDefinedValueType');
  if (!own || types[type.label]) return;
  const entry = (types[type.label] = { bytes: Number(type.numberOfBytes) });
  // Identifiers end in the definition's id: t_enum(Status)123, t_struct(Record)58_storage.
  const definition = [...analysisByName(analysis, type.label)];
  if (type.members) entry.members = members(type.members, known, types, analysis);
  else if (id.startsWith('t_enum')) entry.members = definition[0].members.map((each) => each.name);
  else entry.is = definition[0].underlyingType.name;
}

/** The definition with a type's label ("enum IAccounts.Status", "TransactionWord"). */
function* analysisByName(analysis, label) {
  const name = label.split(' ').at(-1);
  for (const node of analysis.nodes.values()) {
    if (/^(Enum|Struct|UserDefinedValueType)Definition$/.test(node.nodeType) && node.canonicalName === name) yield node;
  }
}

/** ERC-7201: keccak256(keccak256(id) - 1) with the last byte cleared. */
function slotOf(id) {
  const inner = (BigInt(`0x${keccak256(id)}`) - 1n).toString(16).padStart(64, '0');
  return `0x${keccak256(Buffer.from(inner, 'hex')).slice(0, 62)}00`;
}

/**
 * How `after` differs from `before`, a layout that is in use on a chain.
 * @returns {{breaking: string[], appended: string[]}} sentences; with nothing under `breaking` stored data keeps its meaning
 */
function changes(before, after) {
  const found = { breaking: [], appended: [] };
  compareMembers('its state variables', before.variables, after.variables, true, found);
  for (const [id, old] of Object.entries(before.namespaces)) {
    const now = after.namespaces[id];
    if (!now) found.breaking.push(`the namespace ${id} is gone`);
    else compareMembers(id, old.members, now.members, true, found);
  }
  for (const id of Object.keys(after.namespaces)) if (!before.namespaces[id]) found.appended.push(`the namespace ${id} is new`);
  const inUse = usedTypes(after);
  for (const [label, old] of Object.entries(before.types)) {
    const now = after.types[label];
    // A type that nothing uses any more was reported where it was used.
    if (!now) continue;
    if (Array.isArray(old.members) && typeof old.members[0] === 'string') compareEnums(label, old, now, found);
    else if (old.members) compareMembers(label, old.members, now.members ?? [], !inUse.inPlace.has(label), found);
    if (old.is !== now.is) found.breaking.push(`${label} was ${old.is}, is ${now.is}`);
    if (!old.members && old.bytes !== now.bytes) found.breaking.push(`${label} had ${old.bytes} bytes, has ${now.bytes}`);
  }
  return found;
}

function compareMembers(where, before, after, mayGrow, found) {
  before.forEach((old, i) => {
    const now = after[i];
    const was = `${where}: ${describe(old)}`;
    if (!now) found.breaking.push(`${was} is gone`);
    else if (describe(old) !== describe(now)) found.breaking.push(`${was} became ${describe(now)}`);
  });
  for (const now of after.slice(before.length)) {
    if (mayGrow) found.appended.push(`${where}: ${describe(now)} is new`);
    else found.breaking.push(`${where}: ${describe(now)} is new, but what follows the struct in storage would move`);
  }
}

function compareEnums(label, old, now, found) {
  old.members.forEach((name, i) => {
    if (now.members[i] !== name) found.breaking.push(`${label}: ${i} meant ${name}, means ${now.members[i] ?? 'nothing'}`);
  });
  for (const name of now.members.slice(old.members.length)) found.appended.push(`${label}: ${name} is new`);
}

/** Structs that lie inside others or in arrays: they cannot grow. The value of a mapping can: nothing follows it. */
function usedTypes(layout) {
  const all = [...layout.variables, ...Object.values(layout.namespaces).flatMap((each) => each.members),
    ...Object.values(layout.types).flatMap((each) => (each.members ?? []).filter((member) => member.type))];
  const inPlace = new Set();
  for (const { type } of all) {
    const value = type.slice(type.lastIndexOf('=> ') + 1).replace(/^> /, '').replace(/\)+$/, '');
    const isMapping = type.startsWith('mapping(');
    const struct = /^struct [\w.]+/.exec(value)?.[0];
    if (struct && (!isMapping || value !== struct)) inPlace.add(struct);
  }
  return { inPlace };
}

function describe({ name, slot, offset, type }) {
  return `${name} (${type}, slot ${slot}, byte ${offset})`;
}

function main([command, ...names]) {
  if (command === 'print') {
    const all = layouts();
    const unknown = names.find((name) => !all[name]);
    if (unknown) throw new Error(`no contract ${unknown} below src/; there are ${Object.keys(all).join(', ')}`);
    const chosen = names.length === 1 ? all[names[0]] : Object.fromEntries((names.length ? names : Object.keys(all)).map((n) => [n, all[n]]));
    console.log(JSON.stringify(chosen, null, 1));
    return 0;
  }
  if (command === 'compare' && names.length === 2) {
    const [before, after] = names.map((file) => JSON.parse(fs.readFileSync(file, 'utf8')));
    const { breaking, appended } = changes(before, after);
    for (const each of appended) console.log(`appended: ${each}`);
    for (const each of breaking) console.log(`breaking: ${each}`);
    return breaking.length === 0 ? 0 : 1;
  }
  console.error('usage: node scripts/layout.js print [contract ...] | compare <before.json> <after.json>');
  return 2;
}

module.exports = { changes, layouts, slotOf };

if (require.main === module) {
  try {
    process.exitCode = main(process.argv.slice(2));
  } catch (error) {
    console.error(`contracts: ${error.message}`);
    process.exitCode = 2;
  }
}
