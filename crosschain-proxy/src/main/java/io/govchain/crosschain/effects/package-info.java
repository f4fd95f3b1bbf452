/** Performs what the engine asks of this process itself: examining evidence, calling people. */
package io.govchain.crosschain.effects;
