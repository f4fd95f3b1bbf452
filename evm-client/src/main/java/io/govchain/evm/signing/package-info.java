/** Keys of chain accounts, where they are kept, and the transactions they sign. */
package io.govchain.evm.signing;
