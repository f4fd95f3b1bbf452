// The rule by which one storage layout may follow another, on small contracts.
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const { analyse } = require('../analysis.js');
const { changes, layouts, slotOf } = require('../layout.js');

const original = { layout: 'mapping(bytes32 => Record) records; uint32 period; Point[] points;', record: 'uint8 a; Colour colour;', colour: 'Red, Green', point: 'uint128 x;' };

function layoutOf(change = {}) {
  const { layout, record, colour, point } = { ...original, ...change };
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'layout-'));
  fs.mkdirSync(path.join(root, 'src'));
  fs.writeFileSync(path.join(root, 'src/C.sol'), `// SPDX-License-Identifier: UNLICENSED
    pragma solidity ^0.8.28;
    abstract contract Base {
      /// @custom:storage-location erc7201:test.base
      struct BaseLayout { bool flag; }
    }
    contract C is Base {
      enum Colour { ${colour} }
      struct Record { ${record} }
      struct Point { ${point} }
      /// @custom:storage-location erc7201:test.c
      struct Layout { ${layout} }
      uint256 internal plain;
    }`);
  try {
    return layouts(analyse(root), root).C;
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

const before = layoutOf();

test('shouldListPlainVariablesAndEveryNamespace_whenInherited', () => {
  assert.deepEqual(before.variables, [{ name: 'plain', slot: 0, offset: 0, type: 'uint256' }]);
  assert.deepEqual(Object.keys(before.namespaces), ['test.base', 'test.c']);
  assert.deepEqual(before.namespaces['test.c'].members.map(({ name, slot }) => [name, slot]), [['records', 0], ['period', 1], ['points', 2]]);
  assert.deepEqual(before.types['enum C.Colour'].members, ['Red', 'Green']);
});

test('shouldDeriveTheSlotOfTheStandard_whenGivenItsExample', () => {
  assert.equal(slotOf('example.main'), '0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500');
});

test('shouldFindNothing_whenNothingChanged', () => {
  assert.deepEqual(changes(before, layoutOf()), { breaking: [], appended: [] });
});

for (const [what, change] of Object.entries({
  'aMemberIsAppended': { layout: `${original.layout} address next;` },
  'theValueOfAMappingGrows': { record: `${original.record} uint256 more;` },
  'anEnumGrows': { colour: 'Red, Green, Blue' },
})) {
  test(`shouldAccept_when_${what}`, () => {
    const found = changes(before, layoutOf(change));
    assert.deepEqual(found.breaking, []);
    assert.equal(found.appended.length, 1);
  });
}

for (const [what, change] of Object.entries({
  'aMemberIsPutBefore': { layout: `address first; ${original.layout}` },
  'aMemberIsRemoved': { layout: 'mapping(bytes32 => Record) records; Point[] points;' },
  'aMemberIsRenamed': { layout: original.layout.replace('period', 'duration') },
  'aTypeChanges': { layout: original.layout.replace('uint32', 'uint64') },
  'membersOfAMappedStructMove': { record: 'Colour colour; uint8 a;' },
  'aStructInsideAnArrayGrows': { point: 'uint128 x; uint128 y;' },
  'anEnumIsReordered': { colour: 'Green, Red' },
})) {
  test(`shouldRefuse_when_${what}`, () => assert.notDeepEqual(changes(before, layoutOf(change)).breaking, []));
}

test('shouldRefuse_whenANamespaceIsGone', () => {
  const { 'test.base': _, ...rest } = before.namespaces;
  assert.deepEqual(changes(before, { ...before, namespaces: rest }).breaking, ['the namespace test.base is gone']);
});
