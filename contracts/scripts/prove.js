// Lets the compiler's model checker (SMTChecker, Horn clauses, the Z3 inside solc's WebAssembly) prove every assertion of the
// contracts in proofs/, and that nothing in them overflows. For arithmetic without bit operations and storage: what it can and
// cannot do here is in docs/decisions/0013-how-contracts-are-checked.md.
//   node scripts/prove.js
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { compile, home, solidityFiles } = require('./analysis.js');

function prove(file) {
  const content = fs.readFileSync(path.join(home, file), 'utf8');
  const [, name] = /^contract\s+(\w+)/m.exec(content);
  const asserted = [...content.matchAll(/\bassert\(/g)].length;
  const output = compile({ [file]: { content } }, {
    outputSelection: { '*': { '*': ['abi'] } },
    // No time limit: it would need a thread, which WebAssembly does not have here. What is too hard is given up by itself.
    modelChecker: { engine: 'chc', solvers: ['z3'], targets: ['assert', 'overflow', 'underflow', 'divByZero', 'outOfBounds'],
      contracts: { [file]: [name] }, showProvedSafe: true, showUnproved: true },
  });
  const messages = (output.errors ?? []).map((each) => each.formattedMessage);
  const proved = messages.filter((each) => each.includes('Assertion violation check is safe'));
  const others = messages.filter((each) => /CHC|BMC|SMT/.test(each) && !each.includes('check is safe'));
  const problems = others.map((each) => `${name}: ${each}`);
  if (proved.length !== asserted) problems.push(`${name}: ${proved.length} of ${asserted} assertions are proved`);
  return problems;
}

const files = solidityFiles(home, 'proofs');
const problems = files.flatMap(prove);
for (const each of problems) console.error(`contracts: ${each}`);
if (problems.length === 0) console.log(`${files.length} proofs hold`);
process.exitCode = problems.length === 0 ? 0 : 1;
