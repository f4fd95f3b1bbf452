package io.govchain.service;

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
          .importPackages("io.govchain.service");

  @Test
  void shouldHaveNoCircles_whenPackagesUseEachOther() {
    slices().matching("io.govchain.service.(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void shouldKnowNoProxy_whenUsedByThem() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.govchain.subchain..", "io.govchain.crosschain..")
        .check(classes);
  }
}
