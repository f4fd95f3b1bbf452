package io.govchain.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;

/** The arrows of the house: which module may know which. This module alone sees all of them. */
@AnalyzeClasses(packages = "io.govchain", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONTRACTS = "io.govchain.contracts";
  private static final String WRAPPERS = "io.govchain.contracts.generated..";
  private static final String GOVERNANCE = "io.govchain.governance..";
  private static final String EVM = "io.govchain.evm..";
  private static final String CURVE = "io.govchain.secp256k1..";
  private static final String AMDP = "io.govchain.amdp..";
  private static final String EVIDENCE = "io.govchain.evidence..";
  private static final String CONSOLE = "io.govchain.console..";
  private static final String CLIENT = "io.govchain.client..";
  private static final String SERVICE = "io.govchain.service..";
  private static final String ADAPTER_API = "io.govchain.adapter";
  private static final String ADAPTER_EVM = "io.govchain.adapter.evm..";
  private static final String SUBCHAIN_PROXY = "io.govchain.subchain..";
  private static final String CROSSCHAIN_PROXY = "io.govchain.crosschain..";
  private static final String TEST_NETWORK = "io.govchain.testnet..";
  private static final String SIMULATION = "io.govchain.simulation..";
  private static final String ENGINE = "io.govchain.crosschain.engine";
  private static final String JOURNAL = "io.govchain.crosschain.journal";
  private static final String CLI = "io.govchain.cli..";

  @ArchTest
  static void shouldStandAlone_whenEverybodyBuildsOnIt(JavaClasses classes) {
    mayKnow(classes, CONTRACTS);
    mayKnow(classes, CURVE);
    mayKnow(classes, EVM, CURVE);
    mayKnow(classes, AMDP, CURVE);
    mayKnow(classes, ADAPTER_API);
  }

  @ArchTest
  static void shouldKnowContractsAndChainClientOnly_whenReadingGovernance(JavaClasses classes) {
    mayKnow(classes, WRAPPERS, CONTRACTS, EVM);
    mayKnow(classes, GOVERNANCE, WRAPPERS, CONTRACTS, EVM);
  }

  @ArchTest
  static void shouldKnowTheProtocolOnly_whenCallingAsAnApplication(JavaClasses classes) {
    mayKnow(classes, CLIENT, AMDP);
  }

  @ArchTest
  static void shouldKnowNoService_whenServicesBuildOnIt(JavaClasses classes) {
    mayKnow(classes, SERVICE, AMDP, EVM);
  }

  @ArchTest
  static void shouldKnowTheInterfaceAndItsChainOnly_whenAdapting(JavaClasses classes) {
    mayKnow(classes, ADAPTER_EVM, ADAPTER_API, EVM);
  }

  @ArchTest
  static void shouldNotKnowTheOtherProxy_whenTheySpeakAmdp(JavaClasses classes) {
    mayKnow(classes, SUBCHAIN_PROXY, ADAPTER_API, AMDP, GOVERNANCE, EVM, CONTRACTS, SERVICE);
    mayKnow(classes, CROSSCHAIN_PROXY, EVIDENCE, AMDP, GOVERNANCE, EVM, CONTRACTS, SERVICE);
  }

  @ArchTest
  static void shouldKnowNoProxy_whenWatchingAndExamining(JavaClasses classes) {
    mayKnow(classes, EVIDENCE, AMDP, GOVERNANCE, EVM, CONTRACTS);
    mayKnow(classes, CONSOLE, EVIDENCE, CLIENT, AMDP, GOVERNANCE, EVM, CONTRACTS, SERVICE);
  }

  @ArchTest
  static void shouldStartProxiesByNameAlone_whenRunningThem(JavaClasses classes) {
    mayKnow(classes, TEST_NETWORK, CLIENT, SERVICE, AMDP, GOVERNANCE, EVM, CONTRACTS);
    mayKnow(
        classes,
        CLI,
        SIMULATION,
        TEST_NETWORK,
        EVIDENCE,
        CLIENT,
        SERVICE,
        AMDP,
        GOVERNANCE,
        EVM,
        CONTRACTS);
  }

  /** And the rules of whom to rely on, which stand beside the chain's client. */
  @ArchTest
  static void shouldKnowTheEngineAndTheFormOfItsStatesOnly_whenSimulating(JavaClasses classes) {
    mayKnow(classes, SIMULATION, ENGINE, JOURNAL, GOVERNANCE, EVM);
  }

  @ArchTest
  static void shouldHaveNoImportCircle_whenPackagesKnowEachOther(JavaClasses classes) {
    slices().matching("io.govchain.(**)").should().beFreeOfCycles().check(classes);
  }

  private static void mayKnow(JavaClasses classes, String module, String... others) {
    List<String> allowed = new ArrayList<>(List.of(others));
    allowed.add(module);
    DescribedPredicate<JavaClass> ours = JavaClass.Predicates.resideInAPackage("io.govchain..");
    DescribedPredicate<JavaClass> known =
        JavaClass.Predicates.resideInAnyPackage(allowed.toArray(String[]::new));
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            ours.and(DescribedPredicate.not(known)).as("reside outside " + allowed))
        .check(classes);
  }
}
