/** Every block of a chain, in order, whatever happens to the connection. */
package io.govchain.evm.follow;
