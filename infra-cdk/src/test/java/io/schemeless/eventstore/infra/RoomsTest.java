package io.schemeless.eventstore.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.schemeless.eventstore.architecture.HostRule;
import org.junit.jupiter.api.Test;

/// The direction of the rooms: the app, what monitors, what serves, what can be chosen.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.infra";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void a_room_is_known_only_by_those_above_it() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("app")
            .definedBy(ROOT)
            .layer("monitoring")
            .definedBy(ROOT + ".monitoring..")
            .layer("service")
            .definedBy(ROOT + ".service..")
            .layer("config")
            .definedBy(ROOT + ".config..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("monitoring")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("service")
            .mayOnlyBeAccessedByLayers("app", "monitoring")
            .whereLayer("config")
            .mayNotAccessAnyLayer()
            .ensureAllClassesAreContainedInArchitecture());
  }

  /// The layers say it of today's rooms; this says it of those to come, too.
  @Test
  void no_two_rooms_know_each_other() {
    check(slices().matching("io.schemeless.eventstore.(infra..)").should().beFreeOfCycles());
  }

  /// Whatever is chosen stands in the context, where a wrong name is refused.
  @Test
  void nothing_is_chosen_by_the_environment() {
    check(
        noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  /// A template says what was chosen, whenever it is synthesized.
  @Test
  void no_template_depends_on_the_clock_or_on_dice() {
    check(HostRule.except(DescribedPredicate.alwaysFalse()));
  }
}
