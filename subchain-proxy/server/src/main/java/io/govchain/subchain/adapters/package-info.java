/** Finds the adapter of the subchain among the plugins that the operator put beside the proxy. */
package io.govchain.subchain.adapters;
