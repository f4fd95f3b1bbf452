package io.govchain.console.monitor;

import com.fasterxml.jackson.annotation.JsonValue;
import io.govchain.console.store.Alerts.Severity;
import java.util.Locale;
import java.util.Map;

/** The rules, each with a stable name and what it looks for in both languages. */
public enum Rule {
  CHAIN_STALLED(
      Severity.CRITICAL,
      "治理链停止出块超过设定时间。",
      "The governance chain has made no block for longer than configured."),
  NODE_UNREACHABLE(
      Severity.CRITICAL,
      "控制台连接的治理链节点无应答超过设定时间，治理链是否出块不得而知。",
      "The console's node of the governance chain has not answered for longer than configured:"
          + " whether the chain makes blocks is not known."),
  BLOCK_TIME_LONG(
      Severity.WARNING,
      "最近区块的平均出块时间超过设定值。",
      "The mean time between the newest blocks is longer than configured."),
  VALIDATOR_SILENT(
      Severity.WARNING,
      "某验证节点在最近若干区块中没有一次签名。",
      "A validator has sealed none of the newest blocks."),
  QUORUM_MARGIN_ZERO(
      Severity.WARNING,
      "最近 20 个区块中签名的验证节点恰为法定数：再失去一个，治理链将停止出块。",
      "Of the validators only as many as are needed sealed any of the newest 20 blocks: one more"
          + " that falls silent stops the governance chain."),
  DEADLINE_PASSED(
      Severity.WARNING,
      "跨链事务已过截止时间而未结束。",
      "A cross-chain transaction is past its deadline and has not ended."),
  TRANSACTION_ESCALATED(
      Severity.CRITICAL, "跨链事务已转人工处理。", "A cross-chain transaction was escalated to people."),
  VERDICT_DISPUTED(
      Severity.CRITICAL,
      "某步骤的证据被对方判定为不成立。",
      "The evidence of a step was disputed by the verifying party."),
  REJECTIONS_MANY(
      Severity.WARNING,
      "台账在一小时内拒绝了同一机构过多的记录。",
      "The ledger refused too many entries of one institution within an hour."),
  CREDIT_RESTRICTED(
      Severity.WARNING,
      "机构信用低于阈值，被限制发起跨链事务。",
      "An institution's credit fell below the threshold: it may open no transactions."),
  CREDIT_NOT_RECORDED(
      Severity.CRITICAL,
      "一批事务结果未能计入信用：信用合约被冻结或失效。",
      "Outcomes of a batch were not credited: the credit contract is frozen or broken."),
  UNKNOWN_CALL_VOTED(
      Severity.CRITICAL,
      "有人对含有未知调用的工单投了票。",
      "A vote was cast on a work order that makes an unknown call."),
  ACTIONS_MANY(
      Severity.WARNING,
      "同一账户在一小时内进行了过多的治理操作。",
      "One account carried out very many governed actions within an hour."),
  CERTIFICATE_CHANGED(Severity.INFORMATION, "代理更换了证书。", "A proxy changed its certificate."),
  SERVICE_REPLACED(
      Severity.WARNING,
      "代理的证书、地址或账户被立即替换，旧值即刻失效。",
      "A proxy's certificate, address or account was replaced at once, without an overlap."),
  CONTRACT_UPGRADED(Severity.WARNING, "治理合约已升级。", "A governance contract was upgraded."),
  POLICY_LOOSENED(
      Severity.CRITICAL, "某项操作所需的表决比例被放宽。", "An action needs a smaller majority than before."),
  PERMISSION_WIDENED(
      Severity.CRITICAL,
      "某项操作向更多账户开放。",
      "An action may be called by accounts that could not call it before."),
  INDEXING_LAG(
      Severity.WARNING, "控制台的索引落后于治理链。", "The console's index is behind the governance chain.");

  private final Severity severity;
  private final String chinese;
  private final String english;

  Rule(Severity severity, String chinese, String english) {
    this.severity = severity;
    this.chinese = chinese;
    this.english = english;
  }

  /** Stable name: {@code chain-stalled}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the configuration says about it, by the configuration's names; nothing for most. */
  public Map<String, Long> configured(Thresholds thresholds) {
    return switch (this) {
      case CHAIN_STALLED, NODE_UNREACHABLE -> Map.of("stalledSeconds", thresholds.stalledSeconds());
      case BLOCK_TIME_LONG -> Map.of("blockSeconds", thresholds.blockSeconds());
      case VALIDATOR_SILENT ->
          Map.of("validatorSilentBlocks", (long) thresholds.validatorSilentBlocks());
      case REJECTIONS_MANY -> Map.of("rejections", (long) thresholds.rejections());
      case ACTIONS_MANY -> Map.of("governedActions", (long) thresholds.governedActions());
      case INDEXING_LAG -> Map.of("indexingLagBlocks", (long) thresholds.indexingLagBlocks());
      case QUORUM_MARGIN_ZERO,
          DEADLINE_PASSED,
          TRANSACTION_ESCALATED,
          VERDICT_DISPUTED,
          CREDIT_RESTRICTED,
          CREDIT_NOT_RECORDED,
          UNKNOWN_CALL_VOTED,
          CERTIFICATE_CHANGED,
          SERVICE_REPLACED,
          CONTRACT_UPGRADED,
          POLICY_LOOSENED,
          PERMISSION_WIDENED ->
          Map.of();
    };
  }

  /** How much its findings matter. */
  public Severity severity() {
    return severity;
  }

  /** What it looks for, in Chinese. */
  public String chinese() {
    return chinese;
  }

  /** What it looks for, in English. */
  public String english() {
    return english;
  }
}
