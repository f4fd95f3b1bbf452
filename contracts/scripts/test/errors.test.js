'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
const { inherited, silentErrors } = require('../errors.js');

const known = Object.keys(inherited).map((name) => ({ type: 'error', name, inputs: [] }));

function problems({ abi = [], nodes = [] }) {
  return silentErrors({
    files: ['src/A.sol'],
    contracts: [{ name: 'A', file: 'src/A.sol' }],
    output: { sources: { 'src/A.sol': { ast: { nodeType: 'SourceUnit', nodes } } }, contracts: { 'src/A.sol': { A: { abi: [...known, ...abi] } } } },
  });
}

test('shouldAccept_whenErrorsCarryValuesOrAreExplained', () => {
  assert.deepEqual(problems({ abi: [{ type: 'error', name: 'TooLong', inputs: [{ type: 'uint256' }] }] }), []);
});

test('shouldNameTheError_whenItCarriesNoValue', () => {
  assert.match(problems({ abi: [{ type: 'error', name: 'Bad', inputs: [] }] })[0], /^A: error Bad\(\) carries no value/);
  const declared = { nodeType: 'ErrorDefinition', name: 'EnforcedPause', parameters: { parameters: [] } };
  assert.match(problems({ nodes: [declared] })[0], /^src\/A\.sol: error EnforcedPause\(\) carries no value/);
});

test('shouldRefuse_whenAContractRefusesWithoutAnError', () => {
  const call = { nodeType: 'FunctionCall', expression: { nodeType: 'Identifier', name: 'require' } };
  assert.match(problems({ nodes: [call] })[0], /^src\/A\.sol: require\(\.\.\.\)/);
});

test('shouldNameTheExcuse_whenNothingNeedsItAnyMore', () => {
  const [problem] = silentErrors({ files: [], contracts: [], output: {} });
  assert.match(problem, /excuses AccessManagerBadConfirmation\(\), which no contract has any more/);
});
