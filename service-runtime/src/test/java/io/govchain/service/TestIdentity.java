package io.govchain.service;

import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsCertificates;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A certificate of its own in a folder, and clients that show it. */
public record TestIdentity(String name, MutualTls tls) {
  public static TestIdentity create(Path folder, String name) {
    TlsFiles files = new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    TlsCertificates.create(name, List.of("127.0.0.1", "localhost"), files);
    return new TestIdentity(name, MutualTls.load(files));
  }

  public Fingerprint fingerprint() {
    return tls.fingerprint();
  }

  /** Talks to the holder of the given certificate. */
  public HttpClient client(Fingerprint server) {
    return HttpClient.newBuilder()
        .sslContext(tls.clientContext(server))
        .connectTimeout(Duration.ofSeconds(30))
        .build();
  }
}
