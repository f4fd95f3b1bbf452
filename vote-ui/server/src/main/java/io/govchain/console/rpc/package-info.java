/** JSON-RPC for pages without a node of their own: a short list of methods, all bounded. */
package io.govchain.console.rpc;
