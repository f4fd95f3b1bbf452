package io.govchain.governance;

import java.math.BigInteger;
import java.util.Map;

/** Names for the ids that work orders speak of; what is not registered keeps its id. */
record ActionNames(GovernanceChain chain) {

  private static final BigInteger MEMBERS = BigInteger.valueOf(5);
  private static final BigInteger ACCOUNTS = BigInteger.valueOf(6);
  private static final BigInteger EVERYBODY = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private static final Map<Institution.Category, String> CHINESE_CATEGORIES =
      Map.of(
          Institution.Category.NONE, "未知类别",
          Institution.Category.GENESIS, "创世机构",
          Institution.Category.GOVERNANCE, "跨链治理机构",
          Institution.Category.AUDIT, "审计机构");

  private static final Map<Account.Role, String> CHINESE_ROLES =
      Map.of(
          Account.Role.NONE, "无角色",
          Account.Role.GOVERNOR, "治理员",
          Account.Role.OPERATOR, "操作员",
          Account.Role.CROSS_CHAIN, "跨链账户",
          Account.Role.AUDITOR, "审计员");

  private static final Map<Node.Kind, String> CHINESE_KINDS =
      Map.of(
          Node.Kind.NONE, "未知节点",
          Node.Kind.GENESIS, "创世节点",
          Node.Kind.GOVERNANCE, "治理节点",
          Node.Kind.AUDIT, "审计节点");

  /** An applicant's name, code and wished category. */
  Sentence applicant(String applicationId) {
    return chain
        .membershipApplication(applicationId)
        .map(
            application -> {
              Sentence name = named(application.name(), application.code());
              return new Sentence(
                  "%s as %s institution".formatted(name.english(), application.category().word()),
                  "%s为%s"
                      .formatted(name.chinese(), CHINESE_CATEGORIES.get(application.category())));
            })
        .orElseGet(
            () ->
                new Sentence(
                    "unknown applicant (application " + applicationId + ")",
                    "未知申请方（申请 " + applicationId + "）"));
  }

  /** An institution's name and code. */
  Sentence institution(String id) {
    return chain
        .institution(id)
        .map(institution -> named(institution.name(), institution.code()))
        .orElseGet(() -> new Sentence(id, id));
  }

  /** Whoever applies chooses the name: it does not read on as words of the sentence. */
  private static Sentence named(String name, String code) {
    Sentence quoted = Unseen.quoted(name);
    return new Sentence(
        "%s (%s)".formatted(quoted.english(), code), "%s（%s）".formatted(quoted.chinese(), code));
  }

  /** A category of institutions. */
  static Sentence category(BigInteger ordinal) {
    Institution.Category[] all = Institution.Category.values();
    if (ordinal.compareTo(BigInteger.valueOf(all.length)) >= 0) {
      return new Sentence("unknown category " + ordinal, "未知类别 " + ordinal);
    }
    Institution.Category category = all[ordinal.intValue()];
    return new Sentence(category.word(), CHINESE_CATEGORIES.get(category));
  }

  /** A cryptographic suite. */
  static String suite(BigInteger ordinal) {
    ProtocolKey.Suite[] all = ProtocolKey.Suite.values();
    return ordinal.compareTo(BigInteger.valueOf(all.length)) >= 0
        ? "unknown suite " + ordinal
        : all[ordinal.intValue()].word();
  }

  /** An account's role, address and institution. */
  Sentence account(String address) {
    return chain
        .account(address)
        .map(
            account -> {
              Sentence owner = institution(account.institution());
              return new Sentence(
                  "%s account %s of %s".formatted(account.role().word(), address, owner.english()),
                  "%s的%s账户 %s"
                      .formatted(owner.chinese(), CHINESE_ROLES.get(account.role()), address));
            })
        .orElseGet(() -> new Sentence("unknown account " + address, "未知账户 " + address));
  }

  /** The holders of an AccessManager role: ours, the derived ones, the administrator's. */
  static Sentence role(BigInteger id) {
    if (id.equals(EVERYBODY)) {
      return new Sentence("everybody", "任何人");
    }
    if (id.equals(MEMBERS)) {
      return new Sentence("governors and operators", "治理员和操作员");
    }
    if (id.signum() == 0) {
      return new Sentence("work orders", "工单");
    }
    if (id.equals(ACCOUNTS)) {
      return new Sentence("any active account", "任何有效账户");
    }
    if (id.compareTo(ACCOUNTS) > 0) {
      return new Sentence("holders of unknown role " + id, "未知角色 " + id);
    }
    Account.Role role = Account.Role.values()[id.intValue()];
    return new Sentence(role.word() + " accounts", CHINESE_ROLES.get(role));
  }

  /** A governance contract's name. */
  static String contract(String address) {
    return ContractNames.at(address);
  }

  /** A node's kind, endpoint and institution. */
  Sentence node(String id) {
    return chain
        .node(id)
        .map(
            node -> {
              Sentence owner = institution(node.institution());
              Sentence endpoint = Unseen.quoted(node.endpoint());
              return new Sentence(
                  "%s node %s of %s"
                      .formatted(node.kind().word(), endpoint.english(), owner.english()),
                  "%s的%s%s"
                      .formatted(
                          owner.chinese(), CHINESE_KINDS.get(node.kind()), endpoint.chinese()));
            })
        .orElseGet(() -> new Sentence("unknown node " + id, "未知节点 " + id));
  }

  /** A pipeline's path. */
  String pipeline(String id) {
    return chain.pipeline(id).map(Pipeline::path).orElse(id);
  }

  /** A service's path. */
  String service(String id) {
    return chain.service(id).map(Service::path).orElse(id);
  }

  /** The path of a subchain, application or business contract. */
  String item(Subchain.Item item, String id) {
    return switch (item) {
      case NONE -> id;
      case SUBCHAIN -> chain.subchain(id).map(Subchain::path).orElse(id);
      case APPLICATION -> chain.application(id).map(Application::path).orElse(id);
      case CONTRACT -> chain.businessContract(id).map(BusinessContract::path).orElse(id);
    };
  }

  /** A data set's path and name. */
  Sentence dataSet(String id) {
    return chain
        .dataSet(id)
        .map(
            dataSet -> {
              Sentence name = Unseen.quoted(dataSet.description().name());
              return new Sentence(
                  "%s (%s)".formatted(dataSet.path(), name.english()),
                  "%s（%s）".formatted(dataSet.path(), name.chinese()));
            })
        .orElseGet(() -> new Sentence(id, id));
  }

  /** A governance contract's name, and what the selector calls on it. */
  String function(String address, String selector) {
    String contract = contract(address);
    return ActionWords.of(address, selector)
        .map(action -> contract + "." + action.signature())
        .orElse(contract + "." + selector);
  }
}
