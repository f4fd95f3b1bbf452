/**
 * Plans as the engine needs them, made from signed calls or from the governance chain's records.
 */
package io.govchain.crosschain.plan;
