/**
 * EVM chains as every part of the product sees them: {@link io.govchain.evm.EvmClient} asks a node,
 * and its answers are records. Around it: {@code signing} (keys, transactions), {@code abi}
 * (functions, custom errors), {@code follow} (blocks as they come), {@code send} (transactions,
 * durably), {@code proof} (what a third party can check without trusting a node), {@code encoding}.
 */
package io.govchain.evm;
