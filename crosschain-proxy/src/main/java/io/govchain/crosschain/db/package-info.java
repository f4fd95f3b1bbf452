/** Changes of the journal's schema that take more than SQL. */
package io.govchain.crosschain.db;
