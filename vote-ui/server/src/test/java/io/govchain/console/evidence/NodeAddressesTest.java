package io.govchain.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members register which nodes are asked: none of them leads into the console's own network. */
class NodeAddressesTest {
  private static final URI NODE = URI.create("https://node.example/rpc");

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "127.0.0.1, loopback",
    "127.9.9.9, loopback",
    "169.254.169.254, link-local",
    "224.0.0.1, multicast",
    "10.1.2.3, private",
    "172.16.0.1, private",
    "172.31.255.254, private",
    "192.168.1.1, private",
    "100.64.0.1, private",
    "192.0.2.1, private",
    "198.18.0.1, private",
    "255.255.255.255, private",
    "::, unspecified",
    "::1, loopback",
    "::ffff:127.0.0.1, loopback",
    "::ffff:10.0.0.1, private",
    "::127.0.0.1, private",
    "fe80::1, link-local",
    "fc00::1, private",
    "fd12::1, private",
    "ff02::1, multicast",
    "64:ff9b::7f00:1, private",
    "2002:7f00:1::, private",
    "2001:0:5ef5::1, private",
    "2001:db8::1, private"
  })
  void shouldRefuse_whenTheAddressIsNoneOfThePublicInternet(String address, String kind) {
    assertThatThrownBy(() -> addresses(address).of(NODE))
        .isInstanceOf(NodeAddresses.Refused.class)
        .hasMessageContaining(kind)
        .hasMessageContaining("verification.nodes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void shouldConnect_whenTheAddressIsPublic(String address) throws Exception {
    assertThat(addresses(address).of(NODE).getAddress()).isEqualTo(InetAddress.getByName(address));
    assertThat(addresses(address).of(NODE).getPort()).isEqualTo(443);
  }

  @Test
  void shouldRefuse_whenOneOfSeveralAddressesIsPrivate() {
    assertThatThrownBy(() -> addresses("8.8.8.8", "10.0.0.1").of(NODE))
        .isInstanceOf(NodeAddresses.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8545", "http://2130706433/", "http://[::1]:8545"})
  void shouldRefuse_whenTheAddressIsWrittenInAnotherWay(String node) {
    NodeAddresses system = new NodeAddresses(List.of(), InetAddress::getAllByName);
    assertThatThrownBy(() -> system.of(URI.create(node)))
        .isInstanceOf(NodeAddresses.Refused.class)
        .hasMessageContaining("loopback");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, true",
    "10.0.0.0/31, false",
    "10.0.0.2/32, true",
    "0.0.0.0/0, true",
    "::/0, false",
    "fd00::/8, false",
    "node.example, true",
    "NODE.example:443, true",
    "node.example:8545, false",
    "other.example, false",
    "10.0.0.2, false"
  })
  void shouldConnectToWhatIsListed(String listed, boolean allowed) throws Exception {
    NodeAddresses addresses =
        new NodeAddresses(List.of(AllowedNode.parse(listed)), host -> parsed("10.0.0.2"));
    if (allowed) {
      assertThat(addresses.of(NODE).getAddress().getHostAddress()).isEqualTo("10.0.0.2");
    } else {
      assertThatThrownBy(() -> addresses.of(NODE)).isInstanceOf(NodeAddresses.Refused.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://node.example",
        "10.0.0.0/33",
        "fd00::/129",
        "beef/8",
        "a:b",
        "1.2.3/8"
      })
  void shouldSayWhatIsExpected_whenAnEntryCannotBeRead(String entry) {
    assertThatThrownBy(() -> AllowedNode.parse(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.20.0.0/16");
  }

  @Test
  void shouldSayThatNobodyKnowsIt_whenTheNameLeadsNowhere() {
    NodeAddresses nowhere =
        new NodeAddresses(
            List.of(),
            host -> {
              throw new UnknownHostException(host);
            });
    assertThatThrownBy(() -> nowhere.of(NODE))
        .isInstanceOf(ConnectException.class)
        .hasMessage("unknown host");
  }

  private static NodeAddresses addresses(String... found) {
    return new NodeAddresses(List.of(), host -> parsed(found));
  }

  private static InetAddress[] parsed(String... literals) throws UnknownHostException {
    InetAddress[] all = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      all[i] = InetAddress.getByName(literals[i]);
    }
    return all;
  }
}
