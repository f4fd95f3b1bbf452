/** The durable memory of what a service sends to the governance chain. */
package io.govchain.service.sending;
