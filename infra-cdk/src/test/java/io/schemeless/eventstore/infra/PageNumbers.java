package io.schemeless.eventstore.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;

/// A page of the reference, and what is left of it without the sentences whose numbers were held
/// against code or template.
final class PageNumbers {
  private String rest;

  private PageNumbers(String page) {
    rest = page;
  }

  static PageNumbers of(String page) {
    try {
      return new PageNumbers(Files.readString(Path.of("../docs/reference", page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The page must have it, as often as it likes.
  PageNumbers has(String sentence, Object... values) {
    String text = sentence.formatted(values);
    assertThat(rest).contains(text);
    rest = rest.replace(text, "");
    return this;
  }

  void hasNoOther() {
    assertThat(rest).doesNotContainPattern("\\d");
  }

  /// A constant that is nobody's business but of its class, and of the page that tells of it.
  static int constant(Class<?> of, String name) {
    return constant(of.getName(), name);
  }

  static int constant(String type, String name) {
    try {
      Field field = Class.forName(type).getDeclaredField(name);
      field.setAccessible(true);
      return field.getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the page tells of " + type + "." + name, e);
    }
  }
}
