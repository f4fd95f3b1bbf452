/** This proxy's view of the governance chain: records, block time and the beat of its blocks. */
package io.govchain.subchain.governance;
