/** What people do in the console and what they see there, in sentences. */
package io.govchain.console.acceptance.pages;
