package io.schemeless.eventstore.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The files of the whole project, as they lie in the checkout.
final class House {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /// What builds and tools make.
  private static final Set<String> MADE = Set.of("target", ".git", "node_modules", "cdk.out");

  private House() {}

  static List<Path> files(Predicate<Path> wanted) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return MADE.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (wanted.test(ROOT.relativize(file))) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /// Java files below `src/main/java` or `src/test/java` of any module.
  static List<Path> java(String sources) {
    return files(
        file -> {
          String path = file.toString().replace('\\', '/');
          return path.contains("/src/" + sources + "/java/")
              && path.endsWith(".java")
              && !path.endsWith("/package-info.java");
        });
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
