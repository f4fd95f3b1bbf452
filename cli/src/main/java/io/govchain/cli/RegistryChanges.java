package io.govchain.cli;

import io.govchain.governance.GovernanceActions;
import io.govchain.governance.GovernanceChain;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.Subchain;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** What a work order may change of nodes, registered things, shared data and the directory. */
final class RegistryChanges {
  private static final String GRANT = "DATA-SET=INSTITUTION";

  @Option(
      names = "--minimum-validators",
      paramLabel = "COUNT",
      description = "Never let there be fewer validators.")
  private Optional<Long> minimumValidators = Optional.empty();

  @Option(names = "--freeze-service", paramLabel = "SERVICE", description = "Freeze a proxy.")
  private List<String> freezeService = List.of();

  @Option(names = "--unfreeze-service", paramLabel = "SERVICE", description = "Unfreeze a proxy.")
  private List<String> unfreezeService = List.of();

  @Option(names = "--freeze-subchain", paramLabel = "SUBCHAIN", description = "Freeze a subchain.")
  private List<String> freezeSubchain = List.of();

  @Option(
      names = "--unfreeze-subchain",
      paramLabel = "SUBCHAIN",
      description = "Unfreeze a subchain.")
  private List<String> unfreezeSubchain = List.of();

  @Option(
      names = "--freeze-application",
      paramLabel = "APPLICATION",
      description = "Freeze an application.")
  private List<String> freezeApplication = List.of();

  @Option(
      names = "--unfreeze-application",
      paramLabel = "APPLICATION",
      description = "Unfreeze an application.")
  private List<String> unfreezeApplication = List.of();

  @Option(
      names = "--freeze-contract",
      paramLabel = "CONTRACT",
      description = "A business contract, institution/code; else a governance contract by name.")
  private List<String> freezeContract = List.of();

  @Option(
      names = "--unfreeze-contract",
      paramLabel = "CONTRACT",
      description = "Unfreeze a business contract.")
  private List<String> unfreezeContract = List.of();

  @Option(
      names = "--retire-contract",
      paramLabel = "NAME",
      description = "A governance contract, for good.")
  private List<String> retireContract = List.of();

  @Option(
      names = "--declassify",
      paramLabel = "CONTRACT=CLASS",
      description = "Lower the class of a business contract's data.")
  private Map<String, String> declassify = new LinkedHashMap<>();

  @Option(
      names = "--lower-data",
      paramLabel = "DATA-SET=SENSITIVITY",
      description = "Lower the sensitivity of a data set.")
  private Map<String, String> lowerData = new LinkedHashMap<>();

  @Option(names = "--freeze-data", paramLabel = "DATA-SET", description = "Freeze a data set.")
  private List<String> freezeData = List.of();

  @Option(names = "--unfreeze-data", paramLabel = "DATA-SET", description = "Unfreeze a data set.")
  private List<String> unfreezeData = List.of();

  @Option(
      names = "--approve-grant",
      paramLabel = "DATA-SET=INSTITUTION",
      description = "Approve the requested grant of core data.")
  private List<String> approveGrant = List.of();

  @Option(
      names = "--cancel-grant",
      paramLabel = "DATA-SET=INSTITUTION",
      description = "End an institution's grant of a data set.")
  private List<String> cancelGrant = List.of();

  void requireSubjects(GovernanceChain chain) {
    Subjects.require(freezeService, "service", chain::service);
    Subjects.require(unfreezeService, "service", chain::service);
    Subjects.require(freezeSubchain, "subchain", chain::subchain);
    Subjects.require(unfreezeSubchain, "subchain", chain::subchain);
    Subjects.require(freezeApplication, "application", chain::application);
    Subjects.require(unfreezeApplication, "application", chain::application);
    for (List<String> contracts : List.of(freezeContract, unfreezeContract)) {
      Subjects.require(
          contracts,
          "contract",
          name -> name.contains("/") ? chain.businessContract(name) : chain.governedContract(name));
    }
    Subjects.require(retireContract, "contract", chain::governedContract);
    Subjects.require(declassify.keySet(), "contract", chain::businessContract);
    for (Collection<String> dataSets : List.of(lowerData.keySet(), freezeData, unfreezeData)) {
      Subjects.require(dataSets, "data set", chain::dataSet);
    }
    for (List<String> grants : List.of(approveGrant, cancelGrant)) {
      for (String text : grants) {
        String[] grant = Subjects.pair("--approve-grant or --cancel-grant", GRANT, text);
        Subjects.require(List.of(grant[0]), "data set", chain::dataSet);
        Subjects.require(List.of(grant[1]), "institution", chain::institution);
      }
    }
  }

  void addTo(List<ProposedCall> all) {
    minimumValidators.map(GovernanceActions::setMinimumValidators).ifPresent(all::add);
    each(all, freezeService, GovernanceActions::freezeService);
    each(all, unfreezeService, GovernanceActions::unfreezeService);
    items(all, freezeSubchain, Subchain.Item.SUBCHAIN, GovernanceActions::freezeItem);
    items(all, unfreezeSubchain, Subchain.Item.SUBCHAIN, GovernanceActions::unfreezeItem);
    items(all, freezeApplication, Subchain.Item.APPLICATION, GovernanceActions::freezeItem);
    items(all, unfreezeApplication, Subchain.Item.APPLICATION, GovernanceActions::unfreezeItem);
    each(all, freezeContract, RegistryChanges::freezeContract);
    each(all, unfreezeContract, RegistryChanges::unfreezeContract);
    each(all, retireContract, GovernanceActions::retireGovernedContract);
    declassify.forEach(
        (path, word) ->
            all.add(
                GovernanceActions.declassifyContract(path, new Words.DataClasses().convert(word))));
    lowerData.forEach(
        (path, word) ->
            all.add(
                GovernanceActions.lowerSensitivity(path, new Words.Sensitivities().convert(word))));
    each(all, freezeData, GovernanceActions::freezeDataSet);
    each(all, unfreezeData, GovernanceActions::unfreezeDataSet);
    pairs(all, "--approve-grant", approveGrant, GovernanceActions::approveGrant);
    pairs(all, "--cancel-grant", cancelGrant, GovernanceActions::cancelGrant);
  }

  private static ProposedCall freezeContract(String name) {
    return name.contains("/")
        ? GovernanceActions.freezeItem(Subchain.Item.CONTRACT, name)
        : GovernanceActions.freezeGovernedContract(name);
  }

  private static ProposedCall unfreezeContract(String name) {
    return name.contains("/")
        ? GovernanceActions.unfreezeItem(Subchain.Item.CONTRACT, name)
        : GovernanceActions.unfreezeGovernedContract(name);
  }

  private static void each(
      List<ProposedCall> all, List<String> names, Function<String, ProposedCall> action) {
    names.forEach(name -> all.add(action.apply(name)));
  }

  private static void items(
      List<ProposedCall> all,
      List<String> paths,
      Subchain.Item item,
      BiFunction<Subchain.Item, String, ProposedCall> action) {
    paths.forEach(path -> all.add(action.apply(item, path)));
  }

  private static void pairs(
      List<ProposedCall> all,
      String option,
      List<String> texts,
      BiFunction<String, String, ProposedCall> action) {
    for (String text : texts) {
      String[] pair = Subjects.pair(option, GRANT, text);
      all.add(action.apply(pair[0], pair[1]));
    }
  }
}
