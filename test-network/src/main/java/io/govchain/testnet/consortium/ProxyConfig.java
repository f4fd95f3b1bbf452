package io.govchain.testnet.consortium;

import io.govchain.service.tls.Fingerprint;
import io.govchain.testnet.ChainNetwork;
import java.net.URI;

/** The configuration file of a proxy; see docs/operations.md for what each key means. */
record ProxyConfig(
    String path,
    KeyFile account,
    ChainNetwork governance,
    Fingerprint operator,
    int port,
    int managementPort) {
  /** File of the database, beside the configuration. */
  static final String DATABASE = "proxy.db";

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + port);
  }

  URI management() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  String yaml() {
    return """
        service: %s
        listen: {host: 127.0.0.1, port: %d}
        management: {host: 127.0.0.1, port: %d}
        tls: {certificate: tls.crt, key: tls.key}
        key: {keystore: %s, passwordFile: %s}
        governance: {rpc: %s, ws: %s}
        database: %s
        operators: ["%s"]
        """
        .formatted(
            path,
            port,
            managementPort,
            account.keystore(),
            account.passwordFile(),
            governance.rpc(),
            governance.ws(),
            DATABASE,
            operator.value());
  }

  String adapter(ChainNetwork subchain, KeyFile chainKey, Setup.Load load) {
    String adapter =
        """
        adapter:
          kind: evm
          plugins: %s
          settings:
            rpc: %s
            ws: %s
            keystore: %s
            passwordFile: %s
            abis: abis
        """
            .formatted(
                AdapterPlugins.directory(),
                subchain.rpc(),
                subchain.ws(),
                chainKey.keystore(),
                chainKey.passwordFile());
    return switch (load) {
      case LIGHT -> adapter;
      case HEAVY ->
          adapter
              + """
                    gasLimit: "%d"
                limits: {callsPerSecondPerApplication: 1000, callsPerSecondPerPipeline: 1000}
                """
                  .formatted(EvidenceFunctions.WRITE_GAS);
    };
  }

  static String gateway(String address, String application, KeyFile key) {
    return """
        gateways:
          - address: "%s"
            application: %s
            key: {keystore: %s, passwordFile: %s}
        """
        .formatted(address, application, key.keystore(), key.passwordFile());
  }
}
