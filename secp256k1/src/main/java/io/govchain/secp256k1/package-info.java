/** The curve of chain accounts and of messages: natively where that can be had, else in Java. */
package io.govchain.secp256k1;
