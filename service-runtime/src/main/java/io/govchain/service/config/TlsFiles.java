package io.govchain.service.config;

import java.nio.file.Path;

/** The service's certificate and its private key (PKCS#8), both PEM. */
public record TlsFiles(Path certificate, Path key) {}
