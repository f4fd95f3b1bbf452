// Compares storage layout and external interface of every contract below src/ with snapshots/layout and snapshots/interface.
//   node scripts/snapshots.js                           differences are printed and fail
//   UPDATE_SNAPSHOTS=1 node scripts/snapshots.js        accepts them, except layouts that are not append-only
//   ACCEPT_LAYOUT=Name,... UPDATE_SNAPSHOTS=1 ...       accepts also those of the contracts named: a deployed contract
//                                                       upgraded to such a layout would misread what it stored
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { analyse, home } = require('./analysis.js');
const { interfaces } = require('./interfaces.js');
const { changes, layouts } = require('./layout.js');

const folder = path.join(home, 'snapshots');

/** Compares or updates all; @returns {string[]} what is wrong. */
function checkSnapshots(analysis, { update = false, accepted = [] } = {}) {
  return [
    ...checkKind('layout', layouts(analysis), update, (name, before, after) => {
      const { breaking } = changes(before, after);
      return accepted.includes(name) ? [] : breaking;
    }),
    ...checkKind('interface', interfaces(analysis), update, () => []),
  ];
}

/** @param forbidden (name, before, after) => what updating does not accept */
function checkKind(kind, actual, update, forbidden) {
  const directory = path.join(folder, kind);
  fs.mkdirSync(directory, { recursive: true });
  const problems = [];
  for (const [name, value] of Object.entries(actual)) {
    const file = path.join(directory, `${name}.json`);
    const text = `${compact(value)}\n`;
    const old = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (old === text) continue;
    const refused = old === '' ? [] : forbidden(name, JSON.parse(old), value);
    if (refused.length > 0) {
      problems.push(`${name}: the new storage layout does not only append (accept it with ACCEPT_LAYOUT=${name} UPDATE_SNAPSHOTS=1):`
        + refused.map((each) => `\n    ${each}`).join(''));
    } else if (update) {
      fs.writeFileSync(file, text);
    } else {
      problems.push(`${name}: the ${kind} differs from snapshots/${kind}/${name}.json (accept it with UPDATE_SNAPSHOTS=1):\n`
        + difference(old, text));
    }
  }
  for (const file of fs.readdirSync(directory)) {
    if (actual[path.basename(file, '.json')]) continue;
    if (update) fs.rmSync(path.join(directory, file));
    else problems.push(`snapshots/${kind}/${file} is of no contract below src/ (UPDATE_SNAPSHOTS=1 removes it)`);
  }
  return problems;
}

/** Lines of `before` that are gone and of `after` that are new, in order (a longest common subsequence). */
function difference(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      ++i;
      ++j;
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) lines.push(`    - ${a[i++].trim()}`);
    else lines.push(`    + ${b[j++].trim()}`);
  }
  return lines.join('\n');
}

/** JSON in which what fits into a line is on one: a member or an entry per line reads and compares well. */
function compact(value, indent = '') {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || (indent.length > 1 && flat.length < 150 && !Array.isArray(value))) return flat;
  const inner = `${indent} `;
  const lines = Array.isArray(value)
    ? value.map((each) => inner + compact(each, inner))
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${compact(each, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

module.exports = { checkSnapshots, compact, difference };

if (require.main === module) {
  const update = process.env.UPDATE_SNAPSHOTS === '1';
  const accepted = (process.env.ACCEPT_LAYOUT ?? '').split(',').filter(Boolean);
  const problems = checkSnapshots(analyse(), { update, accepted });
  for (const each of problems) console.error(`contracts: ${each}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
