package io.govchain.service.messaging;

import io.govchain.service.tls.Fingerprint;
import java.net.URI;

/** Where a service listens and the one certificate it must show there. */
public record Peer(URI endpoint, Fingerprint fingerprint) {}
