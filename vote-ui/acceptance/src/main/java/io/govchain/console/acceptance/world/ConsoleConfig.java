package io.govchain.console.acceptance.world;

import io.govchain.testnet.ChainNetwork;
import io.govchain.testnet.consortium.KeyFile;
import io.govchain.testnet.consortium.MemberServices;
import java.net.URI;

/**
 * A console's configuration file.
 *
 * @param relay the account that hands in relayed votes
 * @param own the institution's proxies; the console asks the cross-chain proxy as its operator
 */
record ConsoleConfig(
    ChainNetwork governance, KeyFile relay, MemberServices own, int port, int managementPort) {

  URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(port));
  }

  URI management() {
    return URI.create("http://127.0.0.1:%d/".formatted(managementPort));
  }

  String yaml() {
    return """
        listen: {host: 127.0.0.1, port: %d}
        management: {host: 127.0.0.1, port: %d}
        governance: {rpc: %s, ws: %s}
        database: console.db
        network: {name: "City alliance", environment: test}
        relay: {keystore: %s, passwordFile: %s}
        proxy:
          url: %s
          fingerprint: "%s"
          certificate: %s
          key: %s
        documents: {directory: documents}
        verification: {nodes: [127.0.0.1]}
        """
        .formatted(
            port,
            managementPort,
            governance.rpc(),
            governance.ws(),
            relay.keystore(),
            relay.passwordFile(),
            own.crosschainProxy().endpoint(),
            own.crosschainProxyFingerprint(),
            own.operatorCertificate().resolve("tls.crt"),
            own.operatorCertificate().resolve("tls.key"));
  }
}
