package io.govchain.cli;

import io.govchain.governance.Account;
import io.govchain.governance.Alliance;
import io.govchain.governance.DataClass;
import io.govchain.governance.DataSet;
import io.govchain.governance.Institution;
import io.govchain.governance.MembershipReview;
import io.govchain.governance.Node;
import io.govchain.governance.ProtocolKey;
import io.govchain.governance.Service;
import io.govchain.governance.Subchain;
import io.govchain.governance.Worded;
import io.govchain.governance.WorkOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words that an option takes for a constant of the contracts: the same that output shows. */
abstract class Words<E extends Enum<E> & Worded> implements ITypeConverter<E>, Iterable<String> {
  private static final String ABSENT = "NONE";

  private final List<E> constants;

  Words(Class<E> type) {
    this(type, null);
  }

  /** Without the one that nobody can ask for. */
  Words(Class<E> type, E excluded) {
    this.constants =
        Arrays.stream(type.getEnumConstants())
            .filter(e -> !e.name().equals(ABSENT) && e != excluded)
            .toList();
  }

  @Override
  public E convert(String text) {
    return constants.stream()
        .filter(constant -> constant.word().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of %s, actual '%s'".formatted(String.join(", ", this), text)));
  }

  /** The constant that part of an option's value names. */
  static <E extends Enum<E> & Worded> E parse(String option, Words<E> words, String text) {
    try {
      return words.convert(text);
    } catch (TypeConversionException unknown) {
      throw CommandFailure.usage(option + ": " + unknown.getMessage());
    }
  }

  /** A policy, "none" included: no work order may make the call. */
  static WorkOrder.Policy policy(String text) {
    return Arrays.stream(WorkOrder.Policy.values())
        .filter(policy -> policy.word().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "--set-policy: expected one of none, majority, two-thirds, unanimous, actual '%s'"
                        .formatted(text)));
  }

  @Override
  public Iterator<String> iterator() {
    return constants.stream().map(Worded::word).iterator();
  }

  static final class Roles extends Words<Account.Role> {
    Roles() {
      super(Account.Role.class);
    }
  }

  static final class Categories extends Words<Institution.Category> {
    Categories() {
      super(Institution.Category.class);
    }
  }

  static final class NodeKinds extends Words<Node.Kind> {
    NodeKinds() {
      super(Node.Kind.class);
    }
  }

  static final class ServiceKinds extends Words<Service.Kind> {
    ServiceKinds() {
      super(Service.Kind.class);
    }
  }

  static final class ServiceStatuses extends Words<Service.Status> {
    ServiceStatuses() {
      super(Service.Status.class, Service.Status.FROZEN);
    }
  }

  static final class SubchainStatuses extends Words<Subchain.Status> {
    SubchainStatuses() {
      super(Subchain.Status.class, Subchain.Status.FROZEN);
    }
  }

  static final class AllianceRoles extends Words<Alliance.Role> {
    AllianceRoles() {
      super(Alliance.Role.class, Alliance.Role.LEAD);
    }
  }

  static final class AllianceMotions extends Words<Alliance.Motion> {
    AllianceMotions() {
      super(Alliance.Motion.class);
    }
  }

  static final class Sensitivities extends Words<DataSet.Sensitivity> {
    Sensitivities() {
      super(DataSet.Sensitivity.class);
    }
  }

  static final class DataStatuses extends Words<DataSet.Status> {
    DataStatuses() {
      super(DataSet.Status.class, DataSet.Status.FROZEN);
    }
  }

  static final class DataClasses extends Words<DataClass> {
    DataClasses() {
      super(DataClass.class);
    }
  }

  static final class Suites extends Words<ProtocolKey.Suite> {
    Suites() {
      super(ProtocolKey.Suite.class);
    }
  }

  static final class Recommendations extends Words<MembershipReview.Recommendation> {
    Recommendations() {
      super(MembershipReview.Recommendation.class);
    }
  }

  static final class Votes extends Words<WorkOrder.Vote> {
    Votes() {
      super(WorkOrder.Vote.class);
    }
  }
}
