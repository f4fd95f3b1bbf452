// Static checks of src/ (scripts/test.sh; no finding is allowed). What is off is off for the reason beside it.
'use strict';

module.exports = {
  extends: 'solhint:recommended',
  rules: {
    // Beyond the recommended set.
    'code-complexity': ['warn', 12],
    'duplicated-imports': 'warn',
    'function-max-lines': ['warn', 45],
    'no-unused-private-funcs': 'warn',
    // A constructor has had no visibility since Solidity 0.7.
    'func-visibility': ['warn', { ignoreConstructors: true }],
    // The compiler is pinned by package.json; sources say the oldest that understands them.
    'compiler-version': ['error', '^0.8.28'],
    // An ERC-7201 layout is reached by one assignment in assembly, in each contract; other blocks say "memory-safe".
    'no-inline-assembly': 'off',
    // NatSpec is in the interfaces, once; the compiler checks its tags, scripts/docs.js that every function has some.
    'use-natspec': 'off',
    // A public immutable is read by its getter, whose name belongs to the interface; MAX_CASE is for constants.
    'immutable-vars-naming': ['warn', { immutablesAsConstants: false }],
    // `<=` and `<` are not each other's spelling: a boundary says what the rule says. (It would save 3 gas.)
    'gas-strict-inequalities': 'off',
    // Takes mappings and nested structs for single words, and memory structs for storage; scripts/layout.js shows the slots.
    'gas-struct-packing': 'off',
    // Indexed are the identifiers that are searched for; an index on an amount or a time costs 375 gas and helps nobody.
    'gas-indexed-events': 'off',
    // EIP-712 type strings are hashed by the compiler and cost nothing.
    'gas-small-strings': 'off',
  },
};
