/** Follows the governance chain and tells the engine what its blocks say. */
package io.govchain.crosschain.follow;
