/** Whether one storage layout may follow another. */
package io.govchain.cli.layout;
