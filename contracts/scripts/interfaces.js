// The external interface of every contract below src/: what callers, indexers and bindings rely on.
'use strict';
const { keccak256 } = require('js-sha3');

/** @returns {Object<string, object>} by contract name: functions with selectors, events with topics, errors with selectors. */
function interfaces(analysis) {
  return Object.fromEntries(analysis.contracts.map(({ name, file }) => {
    const { abi } = analysis.output.contracts[file][name];
    const of = (type) => abi.filter((each) => each.type === type).map(entry).sort();
    const special = abi.filter((each) => ['constructor', 'receive', 'fallback'].includes(each.type)).map(entry).sort();
    return [name, { contract: name, special, functions: of('function'), events: of('event'), errors: of('error') }];
  }));
}

function entry(each) {
  const { type, stateMutability } = each;
  if (type === 'event') {
    return `${signature(each, (input) => (input.indexed ? ' indexed' : ''))} 0x${keccak256(signature(each))}`;
  }
  if (type === 'error') return `${signature(each)} ${selector(each)}`;
  if (type !== 'function') return `${type}${each.inputs ? parameters(each.inputs) : ''} ${stateMutability}`;
  const returned = each.outputs.length > 0 ? ` returns ${parameters(each.outputs)}` : '';
  return `${signature(each)} ${selector(each)} ${stateMutability}${returned}`;
}

/** The canonical signature, as selectors and topics are made from; `after` adds to each parameter. */
function signature({ name, inputs }, after = () => '') {
  return `${name}${parameters(inputs, after)}`;
}

function parameters(inputs, after = () => '') {
  return `(${inputs.map((input) => typeOf(input) + after(input)).join(',')})`;
}

function typeOf({ type, components }) {
  return type.startsWith('tuple') ? parameters(components) + type.slice('tuple'.length) : type;
}

function selector(each) {
  return `0x${keccak256(signature(each)).slice(0, 8)}`;
}

module.exports = { interfaces, selector, signature };
