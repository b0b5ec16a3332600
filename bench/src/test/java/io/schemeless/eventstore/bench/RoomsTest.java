package io.schemeless.eventstore.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The direction of the rooms; and that nothing that ships knows of the bench.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.bench";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.schemeless.eventstore");

  @Test
  void the_command_stands_on_reports_they_on_the_run_it_on_drivers_and_plan_all_on_tasks() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("command")
        .definedBy(ROOT)
        .layer("report")
        .definedBy(ROOT + ".report")
        .layer("run")
        .definedBy(ROOT + ".run")
        .layer("driver")
        .definedBy(ROOT + ".driver")
        .layer("plan")
        .definedBy(ROOT + ".plan")
        .layer("cold")
        .definedBy(ROOT + ".cold")
        .layer("model")
        .definedBy(ROOT + ".model")
        .layer("rule")
        .definedBy(ROOT + ".rule")
        .layer("task")
        .definedBy(ROOT + ".task")
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("command", "report")
        .whereLayer("driver")
        .mayOnlyBeAccessedByLayers("run")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("command", "report", "run")
        .whereLayer("cold")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("rule")
        .mayOnlyBeAccessedByLayers("report")
        .check(CLASSES);
  }

  @Test
  void nothing_that_ships_knows_of_the_bench() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "..")
        .check(CLASSES);
  }

  @Test
  void no_room_leads_back_to_itself() {
    slices()
        .matching("io.schemeless.eventstore.(bench..)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
