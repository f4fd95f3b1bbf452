/** Decides what to do with a received message: facts in, verdict out. */
package io.govchain.amdp.check;
