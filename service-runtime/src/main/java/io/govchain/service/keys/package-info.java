/** The account key of a service, as each library needs it. */
package io.govchain.service.keys;
