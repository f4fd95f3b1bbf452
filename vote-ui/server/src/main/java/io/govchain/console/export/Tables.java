package io.govchain.console.export;

import io.govchain.console.store.HistoryEvent;
import io.govchain.console.store.Ledger;
import io.govchain.console.words.EventWords;
import io.govchain.console.words.Language;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Columns of the files for spreadsheets; times in UTC. */
final class Tables {
  static final List<Column<RoutedLine>> LEDGER =
      List.of(
          of("事务 Transaction", Ledger.Line::id),
          of("发起机构 Initiator", Ledger.Line::initiatorCode),
          of("状态 Status", line -> EventWords.term("TransactionStatus", line.status().name())),
          of("登记时间 Opened", line -> time(line.openedAt())),
          of("截止时间 Deadline", line -> time(line.deadline())),
          of("结束时间 Ended", line -> time(line.endedAt())),
          of("用时（秒） Seconds", line -> seconds(line)),
          of("步骤数 Steps", line -> (long) line.steps()),
          of(
              "管道版本 Pipelines",
              line ->
                  line.pipelines().stream().map(String::valueOf).collect(Collectors.joining(" "))),
          of("重试 Retries", line -> (long) line.retries()),
          of("拒绝 Rejections", line -> (long) line.rejections()),
          new Column<>("管道 Pipeline paths", RoutedLine::paths),
          new Column<>("源机构 Source institutions", RoutedLine::sources),
          new Column<>("目标机构 Target institutions", RoutedLine::targets));

  private Tables() {}

  private static Column<RoutedLine> of(String title, Function<Ledger.Line, Object> value) {
    return new Column<>(title, routed -> value.apply(routed.line()));
  }

  /** The log: every event in words of both languages, and as programs read it. */
  static List<Column<HistoryEvent>> history(EventWords words) {
    return List.of(
        new Column<>("序号 Number", HistoryEvent::number),
        new Column<>("时间 Time", event -> time(event.time())),
        new Column<>("区块 Block", HistoryEvent::block),
        new Column<>("发生了什么", event -> tell(words, event, Language.CHINESE)),
        new Column<>("What happened", event -> tell(words, event, Language.ENGLISH)),
        new Column<>("账户 Account", event -> event.by().orElse("")),
        new Column<>(
            "对象 Subjects",
            event ->
                event.subjects().stream()
                    .map(subject -> subject.kind().word() + ":" + subject.id())
                    .collect(Collectors.joining(" "))),
        new Column<>("治理链交易 Governance transaction", HistoryEvent::transactionHash),
        new Column<>("事件 Event", HistoryEvent::type),
        new Column<>("内容 Data", event -> event.data().toString()));
  }

  private static String tell(EventWords words, HistoryEvent event, Language language) {
    return words.tell(event.type(), event.data(), language);
  }

  private static Object seconds(Ledger.Line line) {
    return line.endedAt().isPresent()
        ? (Object) (line.endedAt().getAsLong() - line.openedAt())
        : "";
  }

  private static String time(OptionalLong seconds) {
    return seconds.isPresent() ? time(seconds.getAsLong()) : "";
  }

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
