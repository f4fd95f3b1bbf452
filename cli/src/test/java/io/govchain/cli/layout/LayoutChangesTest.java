package io.govchain.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.govchain.contracts.ContractArtifacts;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LayoutChangesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NODES = "govchain.storage.Nodes";

  @Test
  void shouldFindNothing_whenLayoutsAreTheSame() throws IOException {
    LayoutChanges changes = LayoutChanges.between(nodes(), nodes());

    assertThat(changes.compatible()).isTrue();
    assertThat(changes.text()).isEqualTo("the storage layouts are the same");
  }

  @Test
  void shouldAllow_whatIsAppended() throws IOException {
    ObjectNode after = nodes();
    members(after)
        .addObject()
        .put("name", "x")
        .put("slot", 99)
        .put("offset", 0)
        .put("type", "uint256");
    enumOf(after, "enum INodes.Status").add("Later");

    LayoutChanges changes = LayoutChanges.between(nodes(), after);

    assertThat(changes.breaking()).isEmpty();
    assertThat(changes.appended())
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).contains("Later"));
  }

  @Test
  void shouldRefuse_whatMovesChangesOrGoes() throws IOException {
    ObjectNode moved = nodes();
    ((ObjectNode) members(moved).get(1)).put("slot", 2);
    ObjectNode gone = nodes();
    members(gone).remove(0);
    ObjectNode noNamespace = nodes();
    ((ObjectNode) noNamespace.path("namespaces")).remove(NODES);
    ObjectNode otherMeaning = nodes();
    ArrayNode statuses = enumOf(otherMeaning, "enum INodes.Status");
    statuses.insert(1, "Earlier");

    for (JsonNode after : new JsonNode[] {moved, gone, noNamespace, otherMeaning}) {
      assertThat(LayoutChanges.between(nodes(), after).compatible()).isFalse();
    }
  }

  @Test
  void shouldRefuse_whenAStructInAnArrayGrows() throws IOException {
    ObjectNode after = nodes();
    ((ArrayNode) after.path("types").path("struct INodes.ValidatorChange").path("members"))
        .addObject()
        .put("name", "x")
        .put("slot", 1)
        .put("offset", 0)
        .put("type", "uint256");

    assertThat(LayoutChanges.between(nodes(), after).breaking())
        .singleElement()
        .asString()
        .contains("what follows the struct in storage would move");
  }

  private static ObjectNode nodes() throws IOException {
    return (ObjectNode) JSON.readTree(ContractArtifacts.layout("Nodes"));
  }

  private static ArrayNode members(ObjectNode layout) {
    return (ArrayNode) layout.path("namespaces").path(NODES).path("members");
  }

  private static ArrayNode enumOf(ObjectNode layout, String label) {
    return (ArrayNode) layout.path("types").path(label).path("members");
  }
}
