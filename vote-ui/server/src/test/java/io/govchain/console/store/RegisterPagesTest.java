package io.govchain.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers with more records than a page holds. */
class RegisterPagesTest {
  private static final int MANY = 450;
  private static final String CODE = "member-%03d";

  @TempDir private Path directory;
  private ConsoleStore store;

  @BeforeEach
  void open() {
    store =
        ConsoleStore.open(
            directory.resolve("console.db"),
            1337,
            "0x" + "00".repeat(32),
            ConsoleStore.OtherChain.REFUSE,
            new SimpleMeterRegistry());
    for (int i = 0; i < MANY; i++) {
      String json = "{\"contact\":\"%s\",\"name\":\"Member %d\"}".formatted(address(i), i);
      write("institutions", id(i), CODE.formatted(i), null, json);
      write("applications", id(10_000 + i), "app-" + i, id(i), "{\"subchain\":\"" + id(i) + "\"}");
    }
    String ends = "{\"source\":{\"institution\":\"%s\"},\"target\":{\"institution\":\"%s\"}}";
    write("pipelines", id(20_000), "pipe", id(3), ends.formatted(id(3), id(4)));
    String applicant = "{\"applicant\":\"" + address(449).replace("abc", "ABC") + "\"}";
    write("membership-applications", id(30_000), "late", null, applicant);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldGiveEveryRecordOnce_whenARegisterIsReadPageByPage() {
    List<String> labels = new ArrayList<>();
    PageRequest request = PageRequest.first(200);
    List<Integer> sizes = new ArrayList<>();
    while (true) {
      Page<ObjectNode> page = page(Kind.INSTITUTIONS, Registers.Filter.ALL, request);
      assertThat(page.total()).hasValue(MANY);
      sizes.add(page.items().size());
      labels.addAll(labels(page));
      if (page.cursor().isEmpty()) {
        break;
      }
      request = new PageRequest(200, page.cursor());
    }
    assertThat(sizes).containsExactly(200, 200, 50);
    assertThat(labels).doesNotHaveDuplicates().hasSize(MANY).isSorted();
  }

  @Test
  void shouldLeaveNothingOut_whenRecordsOfThePageBeforeFitNoLonger() {
    Registers.Filter active =
        new Registers.Filter(
            Optional.of("ACTIVE"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    Page<ObjectNode> first = page(Kind.INSTITUTIONS, active, PageRequest.first(200));
    store
        .database()
        .writeAndWait(
            handle ->
                handle.execute(
                    "UPDATE records SET status = 'SUSPENDED' WHERE label < 'member-100'"));

    Page<ObjectNode> second = page(Kind.INSTITUTIONS, active, new PageRequest(200, first.cursor()));
    assertThat(labels(second)).startsWith("member-200").endsWith("member-399");
    Page<ObjectNode> last = page(Kind.INSTITUTIONS, active, new PageRequest(200, second.cursor()));
    assertThat(labels(last)).startsWith("member-400").endsWith("member-449");
    assertThat(last.cursor()).isEmpty();
  }

  @Test
  void shouldRefuseACursor_whenItIsOfAnotherListOrMadeUp() {
    for (String cursor :
        List.of(Cursors.of("e", 7), Cursors.of("r", 200), "made-up", Cursors.of("r:x:y:z"))) {
      assertThatThrownBy(
              () ->
                  page(
                      Kind.INSTITUTIONS,
                      Registers.Filter.ALL,
                      new PageRequest(200, Optional.of(cursor))))
          .isInstanceOf(CursorException.class);
    }
  }

  @Test
  void shouldFindWhoCameLate_whenAskedByContactOrApplicantOrId() {
    Registers.Filter account = filter(Optional.empty(), Optional.of(address(449)), List.of());
    assertThat(labels(first(Kind.INSTITUTIONS, account))).containsExactly("member-449");
    assertThat(labels(first(Kind.MEMBERSHIP_APPLICATIONS, account))).containsExactly("late");

    List<String> ids = List.of(id(449), id(448).substring(0, 34), id(9_999));
    Page<ObjectNode> named =
        first(Kind.INSTITUTIONS, filter(Optional.empty(), Optional.empty(), ids));
    assertThat(labels(named)).containsExactly("member-448", "member-449");
    assertThat(named.total()).hasValue(2);
  }

  @Test
  void shouldGiveWhatIsTheirs_whenAskedForAnInstitution() {
    assertThat(labels(first(Kind.APPLICATIONS, ofInstitution(449)))).containsExactly("app-449");
    Registers.Filter onSubchain =
        new Registers.Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(id(448)),
            Optional.empty(),
            List.of(),
            Optional.empty());
    assertThat(labels(first(Kind.APPLICATIONS, onSubchain))).containsExactly("app-448");
    assertThat(labels(first(Kind.PIPELINES, ofInstitution(3)))).containsExactly("pipe");
    assertThat(labels(first(Kind.PIPELINES, ofInstitution(4)))).containsExactly("pipe");
    assertThat(labels(first(Kind.PIPELINES, ofInstitution(5)))).isEmpty();
  }

  private static Registers.Filter ofInstitution(int i) {
    return filter(Optional.of(id(i)), Optional.empty(), List.of());
  }

  private static Registers.Filter filter(
      Optional<String> institution, Optional<String> account, List<String> ids) {
    return new Registers.Filter(
        Optional.empty(), institution, Optional.empty(), account, ids, Optional.empty());
  }

  private Page<ObjectNode> first(Kind kind, Registers.Filter filter) {
    return page(kind, filter, PageRequest.first(200));
  }

  private Page<ObjectNode> page(Kind kind, Registers.Filter filter, PageRequest request) {
    return store.registers().page(kind, filter, request);
  }

  private static List<String> labels(Page<ObjectNode> page) {
    return page.items().stream().map(each -> each.get("label").textValue()).toList();
  }

  private void write(String kind, String id, String label, String institution, String json) {
    store
        .database()
        .write(
            handle ->
                handle.execute(
                    "INSERT INTO records (kind, id, label, status, institution, json, details)"
                        + " VALUES (?, ?, ?, 'ACTIVE', ?, ?, '{}')",
                    kind,
                    id,
                    label,
                    institution,
                    json))
        .join();
  }

  /** Scattered as hashes are, so that order of ids is not order of labels. */
  private static String id(int i) {
    return "0x%08x".formatted(i * 2_654_435_761L % 4_294_967_296L) + "ab".repeat(28);
  }

  private static String address(int i) {
    return "0x" + "%040x".formatted(0xabc000L + i);
  }
}
