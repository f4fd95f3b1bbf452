/** Events of the log in words, from the same files as the page's. */
package io.govchain.console.words;
