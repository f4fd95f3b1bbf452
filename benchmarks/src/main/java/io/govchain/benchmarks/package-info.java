/** Measurements, each beside the limit that it is compared to. */
package io.govchain.benchmarks;
