/** Signatures and key agreement by crypto suite. Uses nothing of the other packages. */
package io.govchain.amdp.crypto;
