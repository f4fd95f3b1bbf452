/** Hexadecimal text, Keccak-256 and RLP. */
package io.govchain.evm.encoding;
