package io.govchain.amdp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The protocol is pure: it depends on no clock, no I/O and nothing of the other modules but the
 * curve.
 */
@AnalyzeClasses(packages = "io.govchain.amdp", importOptions = DoNotIncludeTests.class)
class PurityTest {

  @ArchTest
  static final ArchRule DEPENDS_ON_JSON_AND_CRYPTOGRAPHY_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.govchain.amdp..",
              "io.govchain.secp256k1",
              "java.lang..",
              "java.math..",
              "java.nio",
              "java.nio.charset",
              "java.security..",
              "java.util..",
              "javax.crypto..",
              "com.fasterxml.jackson..",
              "org.bouncycastle..");

  @ArchTest
  static final ArchRule ASKS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.time..");

  @ArchTest
  static final ArchRule CRYPTOGRAPHY_KNOWS_NO_MESSAGES =
      noClasses()
          .that()
          .resideInAPackage("io.govchain.amdp.crypto")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.govchain.amdp", "io.govchain.amdp.check");

  @ArchTest
  static final ArchRule MESSAGES_KNOW_NO_CHECKS =
      noClasses()
          .that()
          .resideInAPackage("io.govchain.amdp")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.govchain.amdp.check");
}
