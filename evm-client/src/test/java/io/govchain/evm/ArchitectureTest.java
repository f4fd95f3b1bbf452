package io.govchain.evm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages' order, and which of them are pure. */
@AnalyzeClasses(packages = "io.govchain.evm", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("io.govchain.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PURE_PACKAGES =
      noClasses()
          .that()
          .resideInAnyPackage("..encoding..", "..abi..", "..proof..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "java.nio.file..",
              "java.time..",
              "java.util.concurrent..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule OUTSIDE_PRODUCT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.govchain.governance..", "io.govchain.contracts..", "io.vertx..");
}
