/** Brings entries to the record on the governance chain, in batches that close with the block. */
package io.govchain.crosschain.recorder;
