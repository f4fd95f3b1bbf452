package io.govchain.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.abi.AbiException;
import io.govchain.evm.encoding.Keccak;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The words for one kind of call that a work order may make.
 *
 * @param signature the function's canonical signature
 */
record ActionWords(String signature, BiFunction<Arguments, ActionNames, Sentence> words) {

  private static final int SELECTOR_DIGITS = 10;

  private static final Map<Subchain.Item, String> CHINESE_ITEMS =
      Map.of(
          Subchain.Item.NONE, "未知对象",
          Subchain.Item.SUBCHAIN, "子链",
          Subchain.Item.APPLICATION, "业务应用",
          Subchain.Item.CONTRACT, "业务合约");

  /** By address and selector. */
  private static final Map<String, ActionWords> ALL = new HashMap<>();

  static {
    membership();
    accounts();
    nodesAndPipelines();
    rules();
    directory();
    protocolKeys();
    registries();
    sharing();
    credit();
  }

  static Optional<ActionWords> of(ProposedCall call) {
    return of(call.to().toLowerCase(Locale.ROOT), call.selector().toLowerCase(Locale.ROOT));
  }

  static Optional<ActionWords> of(String address, String selector) {
    return Optional.ofNullable(ALL.get(address + selector));
  }

  /** The functions that have words. */
  static Set<String> signatures() {
    return ALL.values().stream().map(ActionWords::signature).collect(Collectors.toSet());
  }

  /**
   * Says what a call with these arguments does.
   *
   * @throws AbiException if one of them is none that the function knows
   */
  Sentence say(ArrayNode arguments, ActionNames names) {
    return words.apply(new Arguments(arguments), names);
  }

  private static void membership() {
    String to = GovernanceAddresses.INSTITUTIONS;
    put(
        to,
        "admit(bytes32)",
        (arguments, names) -> around("Admit ", "接纳", names.applicant(arguments.text(0))));
    institution("suspend(bytes32)", "Suspend institution ", " and all its accounts", "暂停机构及其全部账户：");
    institution("reinstate(bytes32)", "Reinstate institution ", "", "恢复机构：");
    institution("expel(bytes32)", "Expel institution ", " for good", "永久除名机构：");
    put(
        to,
        "changeCategory(bytes32,uint8)",
        (arguments, names) -> {
          Sentence name = names.institution(arguments.text(0));
          Sentence category = ActionNames.category(arguments.number(1));
          return new Sentence(
              "Make institution " + name.english() + " a member of category " + category.english(),
              "将机构 " + name.chinese() + " 的类别改为" + category.chinese());
        });
  }

  private static void institution(String signature, String before, String after, String chinese) {
    put(
        GovernanceAddresses.INSTITUTIONS,
        signature,
        (arguments, names) -> {
          Sentence name = names.institution(arguments.text(0));
          return new Sentence(before + name.english() + after, chinese + name.chinese());
        });
  }

  private static void accounts() {
    account("activate(address)", "Activate ", "启用");
    account("freeze(address)", "Freeze ", "冻结");
    account("unfreeze(address)", "Unfreeze ", "解冻");
    account("revoke(address)", "Revoke for good ", "永久吊销");
  }

  private static void account(String signature, String english, String chinese) {
    put(
        GovernanceAddresses.ACCOUNTS,
        signature,
        (arguments, names) -> around(english, chinese, names.account(arguments.text(0))));
  }

  private static void nodesAndPipelines() {
    put(
        GovernanceAddresses.NODES,
        "admit(bytes32)",
        (arguments, names) -> around("Admit ", "接纳", names.node(arguments.text(0))));
    put(
        GovernanceAddresses.NODES,
        "remove(bytes32)",
        (arguments, names) -> around("Remove ", "移除", names.node(arguments.text(0))));
    named(
        GovernanceAddresses.PIPELINES,
        "freeze(bytes32)",
        "Freeze pipeline ",
        "冻结管道 ",
        (arguments, names) -> same(names.pipeline(arguments.text(0))));
    named(
        GovernanceAddresses.PIPELINES,
        "unfreeze(bytes32)",
        "Unfreeze pipeline ",
        "解冻管道 ",
        (arguments, names) -> same(names.pipeline(arguments.text(0))));
    named(
        GovernanceAddresses.TRANSACTIONS,
        "resolve(bytes32,string)",
        "Declare resolved the escalated transaction ",
        "将已上报人工处理的事务标记为已解决：",
        (arguments, names) ->
            written(arguments.text(0) + " (%s)", arguments.text(0) + "（%s）", arguments.text(1)));
  }

  private static void rules() {
    put(
        GovernanceAddresses.ACCOUNTS,
        "setTargetFunctionRole(address,bytes4[],uint64)",
        (arguments, names) -> {
          String functions =
              arguments.texts(1).stream()
                  .map(selector -> names.function(arguments.text(0), selector))
                  .collect(Collectors.joining(", "));
          Sentence role = ActionNames.role(arguments.number(2));
          return new Sentence(
              "Let only " + role.english() + " call " + functions,
              "仅允许" + role.chinese() + "调用 " + functions);
        });
    put(
        GovernanceAddresses.WORK_ORDERS,
        "setPolicy(address,bytes4,uint8)",
        (arguments, names) -> {
          String function = names.function(arguments.text(0), arguments.text(1));
          return new Sentence(
              "Let " + function + " need this majority: " + policy(arguments.number(2)).english(),
              "将 " + function + " 的表决规则改为：" + policy(arguments.number(2)).chinese());
        });
    put(
        GovernanceAddresses.WORK_ORDERS,
        "setPeriods(uint32,uint32)",
        (arguments, names) ->
            new Sentence(
                "Let votes last %s s, and accepted work orders stay executable for %s s"
                    .formatted(arguments.number(0), arguments.number(1)),
                "将表决期改为 %s 秒，通过后的执行期改为 %s 秒".formatted(arguments.number(0), arguments.number(1))));
  }

  private static Sentence policy(BigInteger ordinal) {
    WorkOrder.Policy[] policies = WorkOrder.Policy.values();
    if (ordinal.compareTo(BigInteger.valueOf(policies.length)) >= 0) {
      return new Sentence("unknown policy " + ordinal, "未知规则 " + ordinal);
    }
    return switch (policies[ordinal.intValue()]) {
      case NONE -> new Sentence("none (no work order may call it)", "禁止（工单不得调用）");
      case MAJORITY -> new Sentence("more than half", "过半数");
      case TWO_THIRDS -> new Sentence("two thirds", "三分之二");
      case UNANIMOUS -> new Sentence("unanimous", "全体一致");
    };
  }

  private static void directory() {
    String to = GovernanceAddresses.CONTRACTS;
    named(
        to,
        "register(string,address)",
        "Register governance contract ",
        "登记治理合约 ",
        (arguments, names) -> {
          String address = arguments.text(1);
          return written("%s at " + address, "%s，地址 " + address, arguments.text(0));
        });
    named(
        to,
        "upgrade(string,address,bytes)",
        "Upgrade governance contract ",
        "升级治理合约 ",
        (arguments, names) -> {
          String code = arguments.text(1);
          return written("%s to the code at " + code, "%s，代码地址 " + code, arguments.text(0));
        });
    contract("freeze(string)", "Freeze governance contract ", "冻结治理合约 ");
    contract("unfreeze(string)", "Unfreeze governance contract ", "解冻治理合约 ");
    contract("retire(string)", "Retire for good governance contract ", "永久停用治理合约 ");
  }

  private static void protocolKeys() {
    protocolKey("acceptByVote(address,uint8,uint32)", "Accept ", "认可");
    protocolKey("revokeByVote(address,uint8,uint32)", "Revoke for good ", "永久吊销");
    put(
        GovernanceAddresses.PROTOCOL_KEYS,
        "setConfirmations(uint8)",
        (arguments, names) ->
            new Sentence(
                "Let %s institutions confirm each protocol key".formatted(arguments.number(0)),
                "将协议密钥所需的确认机构数改为 %s".formatted(arguments.number(0))));
  }

  private static void protocolKey(String signature, String english, String chinese) {
    put(
        GovernanceAddresses.PROTOCOL_KEYS,
        signature,
        (arguments, names) -> {
          Sentence account = names.account(arguments.text(0));
          String suite = ActionNames.suite(arguments.number(1));
          return new Sentence(
              "%sversion %s of the %s key of %s"
                  .formatted(english, arguments.number(2), suite, account.english()),
              "%s%s 的 %s 密钥第 %s 版"
                  .formatted(chinese, account.chinese(), suite, arguments.number(2)));
        });
  }

  private static void registries() {
    named(
        GovernanceAddresses.NODES,
        "setMinimumValidators(uint256)",
        "Never let there be fewer validators than ",
        "验证节点不得少于：",
        (arguments, names) -> same(arguments.text(0)));
    named(
        GovernanceAddresses.SERVICES,
        "freeze(bytes32)",
        "Freeze service ",
        "冻结服务 ",
        (arguments, names) -> same(names.service(arguments.text(0))));
    named(
        GovernanceAddresses.SERVICES,
        "unfreeze(bytes32)",
        "Unfreeze service ",
        "解冻服务 ",
        (arguments, names) -> same(names.service(arguments.text(0))));
    item("freeze(uint8,bytes32)", "Freeze ", "冻结");
    item("unfreeze(uint8,bytes32)", "Unfreeze ", "解冻");
    put(
        GovernanceAddresses.SUBCHAINS,
        "declassifyContract(bytes32,uint8)",
        (arguments, names) -> {
          String path = names.item(Subchain.Item.CONTRACT, arguments.text(0));
          return lowered(same(path), "合约", arguments.number(1), DataClass.class);
        });
    named(
        GovernanceAddresses.CONTRACTS,
        "deploy(string,bytes32,bytes)",
        "Deploy governance contract ",
        "部署治理合约 ",
        (arguments, names) ->
            written(
                "%%s from creation code with hash %s, then call %s"
                    .formatted(arguments.text(1), arguments.text(2)),
                "%%s，创建代码哈希 %s，随后调用 %s".formatted(arguments.text(1), arguments.text(2)),
                arguments.text(0)));
  }

  private static void item(String signature, String english, String chinese) {
    put(
        GovernanceAddresses.SUBCHAINS,
        signature,
        (arguments, names) -> {
          Subchain.Item item = AbiValues.constant(Subchain.Item.class, arguments.number(0));
          String path = names.item(item, arguments.text(1));
          return new Sentence(
              english + item.word() + " " + path, chinese + CHINESE_ITEMS.get(item) + " " + path);
        });
  }

  private static void sharing() {
    dataSet("freeze(bytes32)", "Forbid every use of data set ", "禁止使用数据集 ");
    dataSet("unfreeze(bytes32)", "Allow again the use of data set ", "恢复使用数据集 ");
    put(
        GovernanceAddresses.DATA_LEDGER,
        "lower(bytes32,uint8)",
        (arguments, names) ->
            lowered(
                names.dataSet(arguments.text(0)),
                "数据集",
                arguments.number(1),
                DataSet.Sensitivity.class));
    grant("approveGrant(bytes32,bytes32)", "Let %s use the core data %s", "允许 %s 使用核心数据 %s");
    grant("cancelGrant(bytes32,bytes32)", "Let %s no longer use the data %s", "不再允许 %s 使用数据 %s");
  }

  private static void dataSet(String signature, String english, String chinese) {
    named(
        GovernanceAddresses.DATA_LEDGER,
        signature,
        english,
        chinese,
        (arguments, names) -> names.dataSet(arguments.text(0)));
  }

  private static void grant(String signature, String english, String chinese) {
    put(
        GovernanceAddresses.DATA_LEDGER,
        signature,
        (arguments, names) -> {
          Sentence institution = names.institution(arguments.text(1));
          Sentence dataSet = names.dataSet(arguments.text(0));
          return new Sentence(
              english.formatted(institution.english(), dataSet.english()),
              chinese.formatted(institution.chinese(), dataSet.chinese()));
        });
  }

  private static void credit() {
    String to = GovernanceAddresses.CREDIT;
    put(
        to,
        "restore(bytes32,uint16)",
        (arguments, names) -> {
          Sentence name = names.institution(arguments.text(0));
          return new Sentence(
              ("Lift the restriction of institution %s: it may open transactions again at once, and its"
                      + " credit score becomes %s, whatever it has earned or lost")
                  .formatted(name.english(), arguments.number(1)),
              "解除机构 %s 的限制：该机构可立即重新发起事务，信用分直接改为 %s，不论其此前得失"
                  .formatted(name.chinese(), arguments.number(1)));
        });
    put(
        to,
        "setAffiliated(bytes32,bytes32,bool)",
        (arguments, names) -> {
          Sentence one = names.institution(arguments.text(0));
          Sentence other = names.institution(arguments.text(1));
          return Boolean.parseBoolean(arguments.text(2))
              ? new Sentence(
                  "Hold %s and %s to belong together: their transactions earn no credit"
                      .formatted(one.english(), other.english()),
                  "认定 %s 与 %s 为关联机构：相互交易不计信用".formatted(one.chinese(), other.chinese()))
              : new Sentence(
                  "Hold %s and %s no longer to belong together"
                      .formatted(one.english(), other.english()),
                  "取消认定 %s 与 %s 为关联机构".formatted(one.chinese(), other.chinese()));
        });
    put(
        to,
        "setRules((%s,uint32))".formatted(String.join(",", Collections.nCopies(10, "uint16"))),
        (arguments, names) -> {
          Object[] values = arguments.texts(0).toArray();
          return new Sentence(
              ("Change the rules of credit: start %s, threshold %s, ceiling %s, settled %s, failed %s,"
                      + " late %s, disputed %s, escalated %s, most gain %s, most loss %s, window %s s")
                  .formatted(values),
              ("更改信用规则：初始 %s，门槛 %s，上限 %s，结清 %s，失败 %s，超时 %s，争议 %s，上报 %s，"
                      + "单一对手方最多增 %s、减 %s，周期 %s 秒")
                  .formatted(values));
        });
  }

  private static <E extends Enum<E> & Worded> Sentence lowered(
      Sentence path, String chinese, BigInteger ordinal, Class<E> type) {
    String word = AbiValues.constant(type, ordinal).word();
    return new Sentence(
        "Treat the data of %s as no more than %s".formatted(path.english(), word),
        "将%s %s 的数据级别降为 %s".formatted(chinese, path.chinese(), word));
  }

  private static void contract(String signature, String english, String chinese) {
    named(
        GovernanceAddresses.CONTRACTS,
        signature,
        english,
        chinese,
        (arguments, names) -> written("%s", "%s", arguments.text(0)));
  }

  private static void named(
      String to,
      String signature,
      String english,
      String chinese,
      BiFunction<Arguments, ActionNames, Sentence> name) {
    put(
        to,
        signature,
        (arguments, names) -> around(english, chinese, name.apply(arguments, names)));
  }

  private static Sentence same(String text) {
    return new Sentence(text, text);
  }

  /** A text among the arguments: whoever proposes the call wrote it. */
  private static Sentence written(String english, String chinese, String text) {
    Sentence quoted = Unseen.quoted(text);
    return new Sentence(english.formatted(quoted.english()), chinese.formatted(quoted.chinese()));
  }

  private static Sentence around(String english, String chinese, Sentence object) {
    return new Sentence(english + object.english(), chinese + object.chinese());
  }

  private static void put(
      String to, String signature, BiFunction<Arguments, ActionNames, Sentence> words) {
    String selector = Keccak.ofText(signature).substring(0, SELECTOR_DIGITS);
    ALL.put(to + selector, new ActionWords(signature, words));
  }

  /** A call's decoded arguments. */
  record Arguments(ArrayNode values) {

    /** Bytes, an address or text. */
    String text(int index) {
      return values.get(index).asText();
    }

    BigInteger number(int index) {
      return new BigInteger(text(index));
    }

    List<String> texts(int index) {
      return StreamSupport.stream(values.get(index).spliterator(), false)
          .map(JsonNode::asText)
          .toList();
    }
  }
}
