package io.schemeless.eventstore.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What a program needs that uses a part: nobody but `library` asks for the library and its Java,
/// nobody but the checkpoints in DynamoDB for the AWS SDK.
class RoomsTest {
  private static final String ROOT = "io.schemeless.eventstore.projection";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void the_core_stands_on_the_client_alone() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(ROOT, "io.schemeless.eventstore.client", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void only_one_room_knows_the_library_and_only_dynamodb_the_sdk() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".library")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.schemeless.eventstore.store..", "io.schemeless.eventstore.json..")
        .check(CLASSES);
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.(DynamoDbCheckpoints|CheckpointItems)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  @Test
  void no_room_leads_back_to_itself() {
    slices()
        .matching("io.schemeless.eventstore.(projection..)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
