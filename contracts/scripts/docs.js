// Writes docs/contracts.md from the sources: addresses and sizes, who may do what, majorities, functions with their NatSpec,
// events, errors, state diagrams, gas. Forge's output directory must be up to date.
//   node scripts/docs.js                        compares, and fails with what differs
//   UPDATE_SNAPSHOTS=1 node scripts/docs.js     writes
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { keccak256 } = require('js-sha3');
const { analyse, home, walk } = require('./analysis.js');
const { selector, signature } = require('./interfaces.js');
const { CODE, sizes } = require('./sizes.js');
const { difference } = require('./snapshots.js');

const target = path.join(home, '..', 'docs', 'contracts.md');

function render(analysis) {
  const addresses = addressesOf(analysis);
  const permissions = rulesOf(analysis, 'GenesisPermissions');
  const policies = rulesOf(analysis, 'GenesisPolicies');
  const deployed = analysis.contracts.filter((each) => !each.node.abstract);
  return [
    '# The contracts',
    '',
    'Generated from the sources by `contracts/scripts/docs.js`; the test command fails when it differs. What is meant, trusted and',
    'not promised is in [`contracts/README.md`](../contracts/README.md).',
    '',
    ...section('Contracts', table(['contract', 'address', 'code', 'purpose'], deployed.map((each) => [
      `\`${each.name}\``, addresses.get(each.name) ?? '', size(each.name), purpose(each, analysis)]))),
    `Code in bytes as compiled for the chain; ${thousands(CODE)} are allowed (EIP-170).`,
    '',
    ...section('Who may call what', [
      'Roles follow from the records of `Accounts`. Restricted functions that are not listed are for work orders only. Where a',
      'contract\'s table below leaves it empty, whoever the text names may call, and the contract itself checks it.', '',
      ...table(['role', 'contract', 'functions'], byRole(permissions))]),
    ...section('What a work order needs', [
      'Of the genesis institutions that had a seat when voting began. What is not listed no work order can do.', '',
      ...table(['majority', 'contract', 'functions'], byRole(policies))]),
    ...section('States', diagrams(analysis)),
    ...deployed.flatMap((each) => contract(each, analysis, permissions, policies)),
    ...sharedErrors(analysis),
    ...section('Gas', gas()),
  ].join('\n').replace(/\n{3,}/g, '\n\n').trimEnd() + '\n';
}

function section(title, lines) {
  return [`## ${title}`, '', ...lines, ''];
}

/** Columns in which nothing is said are left out. */
function table(head, rows) {
  const said = head.map((_, i) => i === 0 || rows.some((row) => row[i]));
  [head, ...rows] = [head, ...rows].map((row) => row.filter((_, i) => said[i]).map((cell) => cell ?? ''));
  const line = (cells) => `| ${cells.map((each) => String(each).replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

// ---- what the sources say

/** Contract name => its fixed address, from the constants of `Addresses` (WORK_ORDERS for WorkOrders). */
function addressesOf(analysis) {
  const constants = new Map();
  for (const node of library(analysis, 'Addresses').nodes) {
    const number = node.value?.arguments?.[0]?.value;
    if (number?.startsWith('0x')) constants.set(node.name.replaceAll('_', ''), `\`0x…${number.slice(2)}\``);
  }
  return new Map(analysis.contracts.map(({ name }) => [name, constants.get(name.toUpperCase())]));
}

/**
 * The rows of GenesisPermissions or GenesisPolicies: every call or struct that is given an address, a selector, and a role
 * or policy. Fails when their number is not that of the list which is made.
 */
function rulesOf(analysis, name) {
  const rules = [];
  let announced;
  walk(library(analysis, name), (node) => {
    if (node.nodeType === 'FunctionCall' && node.expression.nodeType === 'NewExpression') announced = Number(node.arguments[0].value);
    if (node.nodeType !== 'FunctionCall') return;
    const at = node.arguments.findIndex((each) => each.memberName === 'selector');
    if (at < 0) return;
    const place = node.arguments.find((each) => each.expression?.name === 'Addresses');
    const right = node.arguments[at + 1];
    rules.push({
      contract: analysis.contracts.find((each) => each.name.toUpperCase() === place.memberName.replaceAll('_', '')).name,
      function: node.arguments[at].expression.memberName,
      right: words(right.memberName ?? right.name),
    });
  });
  if (announced !== undefined && announced !== rules.length) {
    throw new Error(`${name} makes a list of ${announced}, but ${rules.length} rows of address, selector and right were found in it`);
  }
  return rules;
}

function library(analysis, name) {
  return [...analysis.nodes.values()].find((each) => each.nodeType === 'ContractDefinition' && each.name === name);
}

/** TwoThirds, twoThirds, CROSS_CHAIN => two thirds, cross chain. */
function words(name) {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase();
}

function byRole(rules) {
  const groups = new Map();
  for (const { contract: name, function: f, right } of rules) {
    const key = `${right}|${name}`;
    groups.set(key, [...(groups.get(key) ?? []), `\`${f}\``]);
  }
  const order = [...new Set(rules.map(({ right }) => right))];
  return [...groups].map(([key, functions]) => [...key.split('|'), functions.join(', ')])
    .sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
}

// ---- one contract

function contract({ name, file, node }, analysis, permissions, policies) {
  const { abi } = analysis.output.contracts[file][name];
  const own = ownDefinitions(node, analysis);
  const key = (each) => (each.type === 'event' ? keccak256(signature(each)) : selector(each).slice(2));
  const shown = (kind) => abi.filter((each) => each.type === kind && own.has(key(each)));
  const functions = shown('function');
  const right = (f) => [
    ...permissions.filter((each) => each.contract === name && each.function === f).map((each) => each.right),
    ...policies.filter((each) => each.contract === name && each.function === f).map((each) => `work order (${each.right})`),
  ].join(', ');
  return [
    ...section(name, [purpose({ name, file, node }, analysis), '',
      ...(functions.length === 0 ? [] : table(['function', 'who', 'what'], functions.map((each) => [
        `\`${named(each)}\``, ['view', 'pure'].includes(each.stateMutability) ? 'read' : right(each.name), own.get(key(each))]))), '',
      ...(shown('event').length === 0 ? [] : table(['event', 'when'], shown('event').map((each) => [`\`${named(each)}\``, own.get(key(each))]))), '',
      ...(shown('error').length === 0 ? [] : table(['error', 'selector', 'why'], shown('error').map((each) => [
        `\`${named(each)}\``, `\`${selector(each)}\``, own.get(key(each))]))),
    ]),
  ];
}

/** What a contract and the project's interfaces of it declare: selector or topic => first sentence of its NatSpec. */
function ownDefinitions(node, analysis) {
  const found = new Map();
  for (const id of [...node.linearizedBaseContracts].reverse()) {
    const base = analysis.nodes.get(id);
    if (!analysis.own.has(id) || base.name === 'IGovernanceErrors') continue;
    for (const each of base.nodes) {
      const key = each.functionSelector ?? each.eventSelector ?? each.errorSelector;
      if (!key) continue;
      const text = notice(each.documentation?.text);
      if (text || !found.has(key)) found.set(key, text);
    }
  }
  return found;
}

function notice(documentation = '') {
  const text = documentation.replace(/\s+/g, ' ').trim();
  const noticed = /@notice (.*?)(?= @\w+ |$)/.exec(text)?.[1] ?? (text.startsWith('@') ? '' : text);
  return firstSentence(noticed);
}

function firstSentence(text) {
  return /^.*?[.;](?= [A-Z`]|$)/.exec(text)?.[0].replace(/;$/, '.') ?? text;
}

/** The title of the interface, which says more than that of the implementation. */
function purpose({ name, node }, analysis) {
  const described = [library(analysis, `I${name}`), node].filter(Boolean);
  const titles = described.map((each) => /@title ([^]*?)(?=\s@\w+ |$)/.exec(each.documentation?.text ?? '')?.[1].replace(/\s+/g, ' ').trim());
  const title = titles.find((each) => each && !each.startsWith('See ')) ?? '';
  return title.replace(new RegExp(`^${name}: `), '').replace(/^./, (first) => first.toUpperCase());
}

function named({ name, inputs }) {
  const type = (each) => each.internalType?.replace(/^(struct|enum|contract) /, '') ?? each.type;
  return `${name}(${inputs.map((each) => [type(each), each.name].filter(Boolean).join(' ')).join(', ')})`;
}

function sharedErrors(analysis) {
  const errors = library(analysis, 'IGovernanceErrors').nodes.filter((each) => each.nodeType === 'ErrorDefinition');
  return section('Errors that several contracts share', table(['error', 'selector', 'why'], errors.map((each) => [
    `\`${each.name}(${each.parameters.parameters.map((p) => `${p.typeDescriptions.typeString} ${p.name}`).join(', ')})\``,
    `\`0x${each.errorSelector}\``, notice(each.documentation?.text)])));
}

// ---- states, sizes, gas

/** From test/house/Transitions.sol, against which the invariants hold every event. */
function diagrams(analysis) {
  const text = fs.readFileSync(path.join(home, 'test', 'house', 'Transitions.sol'), 'utf8');
  const transitions = [...text.matchAll(/allow\(\s*\w+,\s*uint8\((\w+\.\w+)\.(\w+)\),\s*uint8\(\w+\.\w+\.(\w+)\)\s*\);/g)];
  const enums = [...new Set(transitions.map((each) => each[1]))];
  const stated = [...text.matchAll(/\ballow\(\s*\w+,/g)].length;
  if (stated !== transitions.length) throw new Error(`Transitions.sol allows ${stated} changes, of which ${transitions.length} can be read`);
  return enums.flatMap((name) => {
    const lines = transitions.filter((each) => each[1] === name && each[2] !== 'None').map((each) => `  ${each[2]} --> ${each[3]}`);
    const states = new Set(lines.flatMap((each) => each.trim().split(' --> ')));
    const definition = [...analysis.nodes.values()].find((each) => each.nodeType === 'EnumDefinition' && each.canonicalName === name);
    if (!definition) throw new Error(`Transitions.sol names the enum ${name}, which is not in the sources`);
    const missing = definition.members.map((each) => each.name).filter((each) => each !== 'None' && !states.has(each));
    if (missing.length > 0) throw new Error(`no change to or from ${missing.join(', ')} of ${name} is in test/house/Transitions.sol`);
    const entered = new Set(lines.map((each) => each.trim().split(' --> ')[1]));
    const first = definition.members.map((each) => each.name).find((each) => each !== 'None');
    const last = [...states].filter((each) => !lines.some((line) => line.startsWith(`  ${each} -->`)));
    return [`### ${name.split('.')[0].slice(1)}`, '', '```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...lines,
      ...last.filter((each) => entered.has(each)).map((each) => `  ${each} --> [*]`), '```', ''];
  });
}

let known;
function size(name) {
  known ??= new Map(sizes().map((each) => [each.name, each.code]));
  return thousands(known.get(name));
}

function gas() {
  const folder = path.join(home, 'snapshots');
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  return ['Each operation as a transaction of its own, intrinsic gas, calldata and cold storage included.', '',
    ...files.flatMap((file) => [`### ${path.basename(file, '.json')}`, '',
      ...table(['operation', 'gas'], Object.entries(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))
        .map(([name, value]) => [`\`${name}\``, thousands(Number(value))])), ''])];
}

function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function main() {
  const analysis = analyse();
  // Definitions of this project, not of its libraries.
  analysis.own = new Set(analysis.files.flatMap((file) => analysis.output.sources[file].ast.nodes.map((each) => each.id)));
  const text = render(analysis);
  const old = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : '';
  if (old === text) return 0;
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    fs.writeFileSync(target, text);
    return 0;
  }
  console.error(`contracts: docs/contracts.md differs from what the sources say (UPDATE_SNAPSHOTS=1 writes it):\n${difference(old, text)}`);
  return 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`contracts: ${error.message}`);
  process.exitCode = 2;
}
