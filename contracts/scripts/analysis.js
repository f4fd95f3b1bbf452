// What the compiler knows about the sources without generating code (one run of a few seconds): syntax trees, interfaces,
// storage. Every contract below src/ is found by looking; there is no list to keep.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const home = path.join(__dirname, '..');

/** Paths of the Solidity files below a folder, relative to `root`, sorted. */
function solidityFiles(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.sol'))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .sort();
}

/** Reads an import: of the project itself, or of an npm package. */
function findImport(root) {
  return (name) => {
    const file = [path.join(root, name), path.join(home, 'node_modules', name)].find((each) => fs.existsSync(each));
    return file ? { contents: fs.readFileSync(file, 'utf8') } : { error: `no file ${name}` };
  };
}

function compile(sources, settings, root = home, solc = require('solc')) {
  const input = { language: 'Solidity', sources, settings: { evmVersion: 'cancun', ...settings } };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport(root) }));
  const errors = (output.errors ?? []).filter((each) => each.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((each) => each.formattedMessage).join('\n'));
  return output;
}

/**
 * Analyses every file of `root`/src.
 * @returns {{output: object, contracts: {name: string, file: string, node: object}[], nodes: Map<number, object>}}
 *   `contracts`: all of kind contract (abstract ones too) by name; `nodes`: every definition by its id in the syntax tree
 */
function analyse(root = home) {
  const files = solidityFiles(root, 'src');
  const sources = Object.fromEntries(files.map((file) => [file, { content: fs.readFileSync(path.join(root, file), 'utf8') }]));
  const output = compile(sources, {
    outputSelection: { '*': { '': ['ast'], '*': ['abi', 'evm.methodIdentifiers', 'storageLayout', 'devdoc', 'userdoc'] } },
  }, root);
  const nodes = new Map();
  const contracts = [];
  for (const [file, source] of Object.entries(output.sources)) {
    walk(source.ast, (node) => {
      if (node.id !== undefined) nodes.set(node.id, node);
      if (node.nodeType === 'ContractDefinition' && node.contractKind === 'contract' && files.includes(file)) {
        contracts.push({ name: node.name, file, node });
      }
    });
  }
  contracts.sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = contracts.find((each, i) => i > 0 && contracts[i - 1].name === each.name);
  if (twice) throw new Error(`two contracts are named ${twice.name}; artifacts and snapshots go by name`);
  return { output, files, contracts, nodes };
}

/** Calls `visit(node, parents)` for every node of a syntax tree, outermost first. */
function walk(node, visit, parents = []) {
  if (node.nodeType) visit(node, parents);
  for (const child of Object.values(node)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      if (each && typeof each === 'object') walk(each, visit, node.nodeType ? [...parents, node] : parents);
    }
  }
}

module.exports = { analyse, compile, home, solidityFiles, walk };
