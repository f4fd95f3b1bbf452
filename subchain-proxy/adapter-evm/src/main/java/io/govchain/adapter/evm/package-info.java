/** Adapter for chains with an Ethereum virtual machine. */
package io.govchain.adapter.evm;
