/** The institution's own cross-chain proxy, seen through its operator's interface. */
package io.govchain.console.proxy;
