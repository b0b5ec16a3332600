package io.schemeless.eventstore.local;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The direction of the rooms.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.local";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void commands_stand_on_the_server_it_on_emulators_and_gateway_and_all_on_the_ground() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("command")
        .definedBy(ROOT + ".command")
        .layer("demo")
        .definedBy(ROOT + ".demo")
        .layer("server")
        .definedBy(ROOT + ".server")
        .layer("files")
        .definedBy(ROOT + ".transfer", ROOT + ".npm")
        .layer("stores elsewhere")
        .definedBy(ROOT + ".remote")
        .layer("machine")
        .definedBy(
            ROOT + ".console",
            ROOT + ".emulator",
            ROOT + ".gateway",
            ROOT + ".invoke",
            ROOT + ".load")
        .layer("ground")
        .definedBy(ROOT)
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("command", "demo")
        .whereLayer("files")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("stores elsewhere")
        .mayOnlyBeAccessedByLayers("command", "files")
        .whereLayer("machine")
        .mayOnlyBeAccessedByLayers("command", "server")
        .ensureAllClassesAreContainedInArchitectureIgnoring("java..")
        .check(CLASSES);
  }

  @Test
  void the_tools_of_the_machine_do_not_know_one_another() {
    slices()
        .matching(ROOT + ".(console|emulator|gateway|invoke|load)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void no_room_leads_back_to_itself() {
    slices()
        .matching("io.schemeless.eventstore.(local..)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
