/** The HTTP side of a service: the mutually authenticated API and the management listener. */
package io.govchain.service.http;
