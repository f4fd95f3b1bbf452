package io.govchain.service.config;

import java.nio.file.Path;

/** The service's governance account: an encrypted keystore and the file that holds its password. */
public record KeyFiles(Path keystore, Path passwordFile) {}
