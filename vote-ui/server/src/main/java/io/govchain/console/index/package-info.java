/** Follows the governance chain into the {@code store}: resumable, reorganisation safe. */
package io.govchain.console.index;
