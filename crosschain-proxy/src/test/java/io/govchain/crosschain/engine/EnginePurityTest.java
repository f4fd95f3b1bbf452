package io.govchain.crosschain.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;

/** Nothing from outside can creep into the engine's decisions. */
@AnalyzeClasses(
    packages = "io.govchain.crosschain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EnginePurityTest {
  @ArchTest
  static final ArchRule NOTHING_BUT_VALUES =
      classes()
          .that()
          .resideInAPackage("io.govchain.crosschain.engine")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang",
              "java.lang.runtime",
              "java.lang.invoke",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "io.govchain.crosschain.engine");

  @ArchTest
  static final ArchRule NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("io.govchain.crosschain.engine")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(System.class, Thread.class, Random.class);

  @ArchTest
  static final ArchRule THE_JOURNAL_KNOWS_ENGINE_AND_DATABASE_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.govchain.crosschain.journal")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.vertx..",
              "org.web3j..",
              "io.govchain.amdp..",
              "io.govchain.evm..",
              "io.govchain.governance..");
}
