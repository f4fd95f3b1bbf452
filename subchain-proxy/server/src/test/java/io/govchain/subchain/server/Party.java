package io.govchain.subchain.server;

import io.govchain.service.config.TlsFiles;
import io.govchain.service.tls.Fingerprint;
import io.govchain.service.tls.MutualTls;
import io.govchain.service.tls.TlsCertificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** Somebody with a certificate who talks to the proxy. */
record Party(MutualTls tls, Fingerprint fingerprint) {

  static Party create(Path folder, String name) {
    TlsFiles files = new TlsFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    Fingerprint fingerprint = TlsCertificates.create(name, List.of("127.0.0.1"), files);
    return new Party(MutualTls.load(files), fingerprint);
  }

  HttpResponse<String> get(Party server, int port, String path) throws Exception {
    return send(server, HttpRequest.newBuilder(uri(port, path)).GET().build());
  }

  HttpResponse<String> post(Party server, int port, String path, String body) throws Exception {
    return send(
        server,
        HttpRequest.newBuilder(uri(port, path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static URI uri(int port, String path) {
    return URI.create("https://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(Party server, HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(tls.clientContext(server.fingerprint())).build()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
