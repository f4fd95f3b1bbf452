/** Mutually authenticated TLS with certificates pinned by fingerprint. */
package io.govchain.service.tls;
