package io.govchain.service.config;

import java.net.URI;
import java.util.Optional;

/** A node of the governance chain; without {@code ws} new blocks are polled for. */
public record GovernanceEndpoint(URI rpc, Optional<URI> ws) {}
