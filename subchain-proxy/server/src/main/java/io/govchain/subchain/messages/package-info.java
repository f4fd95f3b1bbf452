/** Takes messages of the paired cross-chain proxy: orders, news of calls, refusals. */
package io.govchain.subchain.messages;
