package io.schemeless.eventstore.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.schemeless.eventstore.port.SystemHost;
import org.junit.jupiter.api.Test;

/// One direction: the domain knows nothing; the protocol knows the ports; the adapters know AWS.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.schemeless.eventstore");

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void the_domain_knows_json_only() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "store")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + "store", ROOT + "json", "java..", "org.jspecify.."));
  }

  @Test
  void the_protocol_stands_on_the_ports_alone() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + "log..", ROOT + "verify..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "dynamodb..", ROOT + "s3..", ROOT + "aws..", ROOT + "memory.."));
  }

  /// item <- core <- prefix <- append | read <- the front | verify.
  @Test
  void each_room_of_the_protocol_knows_those_below_it_alone() {
    check(
        layeredArchitecture()
            .consideringAllDependencies()
            .layer("item")
            .definedBy(ROOT + "log.item..")
            .layer("core")
            .definedBy(ROOT + "log.core..")
            .layer("prefix")
            .definedBy(ROOT + "log.prefix..")
            .layer("append")
            .definedBy(ROOT + "log.append..")
            .layer("read")
            .definedBy(ROOT + "log.read..")
            .layer("front")
            .definedBy(ROOT + "log")
            .layer("verify")
            .definedBy(ROOT + "verify..")
            .whereLayer("append")
            .mayOnlyBeAccessedByLayers("front")
            .whereLayer("read")
            .mayOnlyBeAccessedByLayers("front", "verify")
            .whereLayer("prefix")
            .mayOnlyBeAccessedByLayers("append", "read", "front")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers("prefix", "append", "read", "front", "verify")
            .whereLayer("item")
            .mayOnlyBeAccessedByLayers("core", "prefix", "append", "read", "front", "verify")
            .whereLayer("verify")
            .mayNotBeAccessedByAnyLayer());
  }

  @Test
  void no_two_rooms_know_each_other() {
    check(slices().matching("io.schemeless.eventstore.(**)").should().beFreeOfCycles());
  }

  @Test
  void the_ports_do_not_know_the_protocol() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + "port", ROOT + "json", ROOT + "wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "log..",
                ROOT + "verify..",
                ROOT + "dynamodb..",
                ROOT + "s3..",
                ROOT + "aws..",
                ROOT + "memory.."));
  }

  @Test
  void the_judge_knows_the_domain_alone_and_nobody_knows_the_judge() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "history")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "history",
                ROOT + "store",
                ROOT + "json",
                ROOT + "wire",
                "java..",
                "org.jspecify.."));
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "history")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(ROOT + "history"));
  }

  @Test
  void only_the_adapters_and_the_wiring_know_aws() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "dynamodb..", ROOT + "s3..", ROOT + "aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws.."));
  }

  @Test
  void time_and_chance_come_from_the_host_alone() {
    check(HostRule.except(assignableTo(SystemHost.class).or(resideInAPackage(ROOT + "memory"))));
  }

  @Test
  void the_library_reads_no_environment() {
    check(noClasses().should().callMethod(System.class, "getenv", String.class));
  }
}
