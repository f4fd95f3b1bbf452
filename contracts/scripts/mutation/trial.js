// Tries mutants one after another: compiles the contracts that a mutant changes, puts them in the place of the sound ones in
// a build of its own, and runs the tests. A child process of run.js; messages: mutant in, verdict out.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { compile, home, walk } = require('../analysis.js');

// As many runs as find faults; the suites themselves take more.
const FEW = { FOUNDRY_FUZZ_RUNS: '32', FOUNDRY_INVARIANT_RUNS: '3', FOUNDRY_INVARIANT_DEPTH: '40' };
const LONGEST_TEST = 300_000;

class Trial {
  /** @param {string} folder a build made with the profile "mutation", and nobody else's */
  constructor(folder) {
    this.folder = folder;
    this.dependents = dependents();
  }

  /** @returns {{verdict: 'killed' | 'survived' | 'invalid' | 'timeout', by?: string}} */
  judge(mutant) {
    const source = fs.readFileSync(path.join(home, mutant.file));
    const changed = Buffer.concat([source.subarray(0, mutant.start), Buffer.from(mutant.replacement), source.subarray(mutant.end)]);
    const contracts = this.dependents(mutant.file);
    let output;
    try {
      output = this.#compile({ [mutant.file]: changed.toString() }, contracts);
    } catch (error) {
      return { verdict: 'invalid', by: error.message.split('\n')[0] };
    }
    const sound = contracts.map(({ file, name }) => this.#replace(file, name, output.contracts[file][name].evm));
    try {
      // First what is named after the contract (AccountsTest, AccountGuardsTest), then the rest, but for what goes through the
      // states of transactions only.
      const own = `^(Access|${contracts.map(({ name }) => name.replace(/s$/, '')).join('|')})`;
      const first = this.test(['--match-contract', own]);
      return first.verdict === 'survived' ? this.test(['--no-match-contract', `Gas|Machine|${own}`]) : first;
    } finally {
      for (const restore of sound) restore();
    }
  }

  /** Runs tests against what the build holds now. */
  test(selection) {
    const persisted = path.join(this.folder, 'failures');
    const run = spawnSync('sh', ['scripts/forge.sh', 'test', '--fail-fast', ...selection], {
      cwd: home, encoding: 'utf8', timeout: LONGEST_TEST, maxBuffer: 64 << 20,
      env: { ...process.env, ...environment(this.folder), ...FEW,
        FOUNDRY_FUZZ_FAILURE_PERSIST_DIR: persisted, FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: persisted },
    });
    fs.rmSync(persisted, { recursive: true, force: true });
    if (run.error?.code === 'ETIMEDOUT') return { verdict: 'timeout', by: `${LONGEST_TEST / 1000} s` };
    if (run.error) throw run.error;
    if (run.status === 0) return { verdict: 'survived' };
    const failure = /^\[FAIL.*\] (\w+)\(/m.exec(run.stdout) ?? /^\s*((?:invariant|test)\w*)\(/m.exec(run.stdout);
    if (!failure) throw new Error(`forge test ${selection.join(' ')} failed without a failing test:\n${run.stdout}\n${run.stderr}`);
    return { verdict: 'killed', by: failure[1] };
  }

  #compile(changed, contracts) {
    const sources = Object.fromEntries([...new Set([...Object.keys(changed), ...contracts.map(({ file }) => file)])]
      .map((file) => [file, { content: changed[file] ?? fs.readFileSync(path.join(home, file), 'utf8') }]));
    const outputSelection = {};
    for (const { file, name } of contracts) (outputSelection[file] ??= {})[name] = ['evm.bytecode.object', 'evm.deployedBytecode.object'];
    return compile(sources, {
      optimizer: { enabled: false }, metadata: { bytecodeHash: 'none', appendCBOR: false }, outputSelection,
    });
  }

  /** @returns a function that undoes it */
  #replace(file, name, evm) {
    const artifact = path.join(this.folder, 'out', path.basename(file), `${name}.json`);
    const before = fs.readFileSync(artifact, 'utf8');
    const content = JSON.parse(before);
    content.bytecode.object = `0x${evm.bytecode.object}`;
    content.deployedBytecode.object = `0x${evm.deployedBytecode.object}`;
    fs.writeFileSync(artifact, JSON.stringify(content));
    return () => fs.writeFileSync(artifact, before);
  }
}

/** Where forge keeps the build in `folder`. */
function environment(folder) {
  return { FOUNDRY_PROFILE: 'mutation', FOUNDRY_OUT: path.join(folder, 'out'), FOUNDRY_CACHE_PATH: path.join(folder, 'cache') };
}

/** @returns file => the contracts below src/ whose code contains something of it */
function dependents() {
  const { analyse } = require('../analysis.js');
  const { output, files, contracts } = analyse();
  const imports = new Map(files.map((file) => {
    const found = [];
    walk(output.sources[file].ast, (node) => node.nodeType === 'ImportDirective' && found.push(node.absolutePath));
    return [file, found];
  }));
  const reaches = (from, to, seen = new Set()) => {
    if (from === to) return true;
    seen.add(from);
    return (imports.get(from) ?? []).some((next) => !seen.has(next) && reaches(next, to, seen));
  };
  return (file) => contracts.filter((each) => !each.node.abstract && reaches(each.file, file)).map(({ name, file: at }) => ({ name, file: at }));
}

module.exports = { Trial, environment };

if (process.send) {
  const trial = new Trial(process.argv[2]);
  process.on('message', (mutant) => {
    const started = Date.now();
    process.send({ ...trial.judge(mutant), milliseconds: Date.now() - started });
  });
  process.send({ ready: true });
}
