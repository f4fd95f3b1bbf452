/** SQLite with durable group commits. */
package io.govchain.service.database;
