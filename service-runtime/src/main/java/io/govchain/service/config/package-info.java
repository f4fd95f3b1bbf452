/** Configuration files read into records, with precise complaints. */
package io.govchain.service.config;
