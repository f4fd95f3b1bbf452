'use strict';
const assert = require('node:assert/strict');
const test = require('node:test');
const { tooLarge } = require('../sizes.js');

test('shouldNameContractAndSize_whenTooLarge', () => {
  const [problem, ...others] = tooLarge([{ name: 'Small', code: 24_576, creationCode: 49_152 }, { name: 'Big', code: 24_577, creationCode: 30_000 }]);
  assert.equal(problem, 'Big has 24577 bytes of code, 24576 are allowed (EIP-170)');
  assert.deepEqual(others, []);
});
