package io.govchain.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.govchain.console");

  @Test
  void shouldHaveNoCircles_whenPackagesUseEachOther() {
    slices().matching("io.govchain.console.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void shouldKnowNobody_whenItIsTheStore() {
    noClasses()
        .that()
        .resideInAPackage("io.govchain.console.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.govchain.console.index..", "io.govchain.console.monitor..", "io.vertx..")
        .check(classes);
  }

  @Test
  void shouldKnowNoProxyAndNoTests_whenItRuns() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.govchain.subchain..", "io.govchain.crosschain..", "io.govchain.testnet..")
        .check(classes);
  }

  @Test
  void shouldKnowNoHttp_whenItIndexesOrMonitors() {
    noClasses()
        .that()
        .resideInAnyPackage("io.govchain.console.index..", "io.govchain.console.monitor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.govchain.service.http..")
        .check(classes);
  }
}
