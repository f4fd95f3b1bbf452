// Every refusal says what was given and what is allowed: an error without parameters fails the check, unless it is named below with
// the reason why it has nothing to say. Nor may a contract refuse in other words than an error of its own (`require`, `assert`,
// `revert` with or without a text).
'use strict';
const { analyse, walk } = require('./analysis.js');

/** Errors that our contracts inherit from OpenZeppelin. What is declared below src/ has no exception. */
const inherited = {
  AccessManagerBadConfirmation: 'renounceRole only: the caller confirms its own address, which it knows',
  CheckpointUnorderedInsertion: 'never: times and numbers of blocks do not go back',
  ERC1967NonPayable: 'the value sent is the one fault there is, none is allowed',
  ERC1967ProxyUninitialized: 'never: proxies of the genesis file begin uninitialised on purpose',
  EnforcedPause: 'the contract is paused, whatever was given',
  ExpectedPause: 'the contract is not paused, whatever was given',
  FailedCall: 'what was called failed without a reason of its own, which would be passed on',
  GovernorDisabledDeposit: 'never: WorkOrders is its own executor',
  GovernorInvalidVoteParams: 'never: the votes that OpenZeppelin counts are not those that WorkOrders counts',
  GovernorInvalidVoteType: 'never: as above; WorkOrders says VoteUnknown(actual, greatest)',
  InvalidInitialization: 'initialised once, in the genesis file; nobody may again, whatever is given',
  NotInitializing: 'never: only initialisers call what needs it',
  ReentrancyGuardReentrantCall: 'a call from within a call, whatever was given',
  UUPSUnauthorizedCallContext: 'the upgrade was called on the implementation instead of the proxy, or from within another',
};

/** @returns {string[]} what is wrong */
function silentErrors({ output, files, contracts }) {
  const problems = files.flatMap((file) => ofFile(file, output.sources[file].ast));
  const bare = new Set();
  for (const { name, file } of contracts) {
    for (const { type, name: error, inputs } of output.contracts[file][name].abi) {
      if (type !== 'error' || inputs.length > 0) continue;
      bare.add(error);
      if (!(error in inherited)) problems.push(`${name}: error ${error}() carries no value; say what was given and what is allowed`);
    }
  }
  for (const error of Object.keys(inherited)) {
    if (!bare.has(error)) problems.push(`scripts/errors.js excuses ${error}(), which no contract has any more`);
  }
  return [...new Set(problems)];
}

function ofFile(file, ast) {
  const problems = [];
  walk(ast, (node) => {
    if (node.nodeType === 'ErrorDefinition' && node.parameters.parameters.length === 0) {
      problems.push(`${file}: error ${node.name}() carries no value; say what was given and what is allowed`);
    }
    const called = node.nodeType === 'FunctionCall' && node.expression.nodeType === 'Identifier' ? node.expression.name : '';
    if (called === 'require' || called === 'assert' || called === 'revert') {
      problems.push(`${file}: ${called}(...) says nothing that a program can read; revert with an error that carries values`);
    }
  });
  return problems;
}

module.exports = { inherited, silentErrors };

if (require.main === module) {
  const problems = silentErrors(analyse());
  for (const each of problems) console.error(`contracts: ${each}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
