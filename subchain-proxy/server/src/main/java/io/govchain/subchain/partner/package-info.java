/** The conversation with the paired cross-chain proxy. */
package io.govchain.subchain.partner;
