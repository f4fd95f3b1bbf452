/**
 * The Solidity contract ABI with JSON values: functions by signature, custom errors by selector.
 */
package io.govchain.evm.abi;
