// Makes small faults in the contracts (mutants.js) and expects a test to fail for each. A fault that no test notices fails the
// run, unless survivors.json says why it changes nothing that anybody could notice.
//   sh scripts/mutate.sh                    every mutant of the contracts named under "always" in survivors.json
//   sh scripts/mutate.sh Accounts Nodes     every mutant of these source files
//   sh scripts/mutate.sh --again            those that no test noticed the last time
//   sh scripts/mutate.sh --sample 40        that many of the first, the same every time: about two minutes on two cores
// JOBS: how many at a time (default: the processors, 2 at most)
'use strict';
const { fork, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { analyse, home } = require('../analysis.js');
const { mutantsOf } = require('./mutants.js');
const { Trial, environment } = require('./trial.js');

const { always, survivors } = JSON.parse(fs.readFileSync(path.join(__dirname, 'survivors.json'), 'utf8'));
const builds = path.join(home, 'target', 'mutation');

async function main(options) {
  const { names, sample, again } = parse(options);
  const mutants = choose(analyse(), names, sample).filter(({ id }) => !again || again.has(id));
  const jobs = Math.max(1, Number(process.env.JOBS ?? Math.min(2, os.cpus().length)));
  console.log(`${mutants.length} mutants, ${jobs} at a time`);
  const started = Date.now();
  const folders = build(jobs);
  const results = await tryAll(mutants, folders);
  return report(results, sample, Date.now() - started);
}

function parse(options) {
  if (options[0] === '--again') return { names: always, again: lastSurvivors() };
  const at = options.indexOf('--sample');
  if (at < 0) return { names: options.length > 0 ? options : always };
  const sample = Number(options[at + 1]);
  if (!Number.isInteger(sample) || sample < 1) throw new Error(`--sample needs a number of mutants, got ${options[at + 1]}`);
  const names = options.toSpliced(at, 2);
  return { names: names.length > 0 ? names : always, sample };
}

function lastSurvivors() {
  const results = JSON.parse(fs.readFileSync(path.join(builds, 'results.json'), 'utf8'));
  return new Set(results.filter(({ verdict }) => verdict === 'survived').map(({ id }) => id));
}

function choose({ files, output }, names, sample) {
  const chosen = names.map((name) => {
    const file = files.find((each) => path.basename(each, '.sol') === name);
    if (!file) throw new Error(`no source file ${name}.sol below src/`);
    return file;
  });
  const mutants = chosen.flatMap((file) => mutantsOf(file, output.sources[file].ast, fs.readFileSync(path.join(home, file))));
  if (!sample) return mutants;
  return mutants.filter(({ id }) => !reasonFor(id)).sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, sample);
}

/** One build, copied for every worker; then the tests must pass on the sound contracts, or every mutant would look killed. */
function build(jobs) {
  const folders = Array.from({ length: jobs }, (_, i) => path.join(builds, String(i)));
  for (const folder of folders) {
    if (folder !== folders[0]) copyBuild(folders[0], folder);
    const forge = spawnSync('sh', ['scripts/forge.sh', 'build', '--quiet'], {
      cwd: home, encoding: 'utf8', env: { ...process.env, ...environment(folder) },
    });
    if (forge.status !== 0) throw new Error(`the build for mutants failed:\n${forge.stdout}${forge.stderr}`);
  }
  const sound = new Trial(folders[0]).test(['--no-match-contract', 'Gas']);
  if (sound.verdict !== 'survived') throw new Error(`without any mutant ${sound.by} fails`);
  return folders;
}

function copyBuild(from, to) {
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true });
  const cache = path.join(to, 'cache', 'solidity-files-cache.json');
  fs.writeFileSync(cache, fs.readFileSync(cache, 'utf8').replaceAll(path.join(from, 'out'), path.join(to, 'out')));
}

function tryAll(mutants, folders) {
  const waiting = [...mutants];
  const results = [];
  const work = (folder) => new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, 'trial.js'), [folder]);
    let current;
    child.on('message', (message) => {
      if (current) results.push({ ...current, ...message });
      if (current && message.verdict !== 'killed') console.log(`${message.verdict} ${describe(current)}`);
      current = waiting.shift();
      if (current) child.send(current);
      else child.disconnect();
    });
    child.on('exit', (code) => (code === 0 && !current ? resolve() : reject(new Error(`a trial ended with ${code}${current ? ` at ${describe(current)}` : ''}`))));
  });
  return Promise.all(folders.map(work)).then(() => results);
}

function report(results, sample, milliseconds) {
  const count = (verdict) => results.filter((each) => each.verdict === verdict).length;
  const unexplained = results.filter((each) => each.verdict === 'survived' && !reasonFor(each.id));
  const killed = results.filter((each) => each.verdict === 'killed' && reasonFor(each.id));
  console.log(`${count('killed')} killed, ${count('timeout')} endless, ${count('invalid')} do not compile, ${count('survived')} survived`
    + ` (${count('survived') - unexplained.length} explained) in ${Math.round(milliseconds / 1000)} s`);
  for (const each of unexplained) console.error(`contracts: no test notices ${describe(each)}`);
  for (const each of killed) console.error(`contracts: explained in survivors.json as harmless, but ${each.by} fails: ${each.id}`);
  if (!sample) reportStale(results);
  fs.writeFileSync(path.join(builds, 'results.json'), JSON.stringify(results, null, 1));
  return unexplained.length + killed.length === 0 ? 0 : 1;
}

/** An explanation that fits nothing any more is a warning only: the code moved on. */
function reportStale(results) {
  const ids = new Set(results.map(({ id }) => id));
  const tried = new Set(results.map(({ id }) => id.split('.')[0]));
  for (const { id } of survivors) {
    if (tried.has(id.split('.')[0]) && !ids.has(id)) console.error(`contracts: survivors.json explains what is not there any more: ${id}`);
  }
}

function reasonFor(id) {
  return survivors.find((each) => each.id === id)?.reason;
}

function describe({ file, line, id }) {
  return `${file}:${line} ${id}`;
}

main(process.argv.slice(2)).then((code) => (process.exitCode = code), (error) => {
  console.error(`contracts: ${error.message}`);
  process.exitCode = 2;
});
