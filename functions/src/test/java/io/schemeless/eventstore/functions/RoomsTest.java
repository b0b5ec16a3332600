package io.schemeless.eventstore.functions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.schemeless.eventstore.architecture.HostRule;
import org.junit.jupiter.api.Test;

/// The direction of the rooms.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.functions";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void the_environment_is_read_by_the_wiring_alone() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Wiring.class)
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  @Test
  void no_function_knows_the_sdk() {
    check(noClasses().should().dependOnClassesThat().resideInAPackage("software.amazon.."));
  }

  @Test
  void no_function_knows_how_the_store_works() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".priming")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.schemeless.eventstore.log..",
                "io.schemeless.eventstore.verify..",
                "io.schemeless.eventstore.dynamodb..",
                "io.schemeless.eventstore.s3..",
                "io.schemeless.eventstore.aws..",
                "io.schemeless.eventstore.memory.."));
  }

  @Test
  void what_functions_share_knows_no_function() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".http", ROOT + ".events", ROOT + ".metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT,
                ROOT + ".append",
                ROOT + ".replay",
                ROOT + ".streams",
                ROOT + ".reset",
                ROOT + ".founding"));
  }

  @Test
  void http_does_not_know_how_events_look() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".events"));
  }

  @Test
  void no_room_leads_back_to_itself() {
    check(slices().matching("io.schemeless.eventstore.(functions..)").should().beFreeOfCycles());
  }

  @Test
  void no_function_looks_at_the_clock_or_throws_dice() {
    check(HostRule.except(DescribedPredicate.alwaysFalse()));
  }
}
