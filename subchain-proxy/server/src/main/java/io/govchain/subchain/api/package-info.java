/** The application API: hand calls in, look at them, learn what may be called. */
package io.govchain.subchain.api;
