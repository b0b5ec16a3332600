package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.infra.config.StoreConfig.Span;
import io.schemeless.eventstore.infra.config.StoreConfig.Units;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The values of a store's settings, by their keys. What is wrong fails by its key.
final class ContextValues {
  private static final int MAX_CAPACITY = 40_000;

  private final Map<String, ?> all;
  private final Set<String> asked = new HashSet<>();

  ContextValues(Map<String, ?> all) {
    this.all = all;
  }

  /// Refuses a key that nobody has asked for: a `resetcron=never` would be no `resetCron`. Keys of
  /// CDK's own have a `:` or a `/`.
  void refuseOthers() {
    Set<String> others = new TreeSet<>();
    for (String name : all.keySet()) {
      if (!asked.contains(name) && name.matches("[^:/]*")) {
        others.add(name);
      }
    }
    if (!others.isEmpty()) {
      throw new ConfigException(String.join(", ", others), "is unknown");
    }
  }

  /// Every key that was asked for.
  Set<String> asked() {
    return new TreeSet<>(asked);
  }

  @Nullable String text(String key) {
    asked.add(key);
    Object value = all.get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof String || value instanceof Boolean || value instanceof Number)) {
      throw new ConfigException(key, "must be one text, number, true or false");
    }
    String text = value.toString().strip();
    if (text.isEmpty()) {
      throw new ConfigException(key, "is empty");
    }
    return text;
  }

  /// @param form a pattern that the whole text must match
  /// @param meaning says so to a person, after "must be"
  @Nullable String text(String key, String form, String meaning) {
    String text = text(key);
    if (text != null && !text.matches(form)) {
      throw new ConfigException(key, "must be " + meaning);
    }
    return text;
  }

  /// @param most characters; what is longer would be refused by AWS, late in a deployment
  @Nullable String text(String key, int most, String form, String meaning) {
    String text = text(key, form, meaning);
    if (text != null && text.length() > most) {
      throw new ConfigException(key, "must be at most " + most + " characters");
    }
    return text;
  }

  String text(String key, String form, String meaning, String otherwise) {
    String text = text(key, form, meaning);
    return text == null ? otherwise : text;
  }

  /// Texts between commas, or in a list, each of the form.
  List<String> texts(String key, String form, String meaning) {
    List<String> texts = new ArrayList<>();
    if (all.get(key) instanceof List<?> list) {
      asked.add(key);
      for (Object each : list) {
        texts.add(each instanceof String text ? text : "");
      }
    } else {
      String text = text(key);
      if (text == null) {
        return List.of();
      }
      texts.addAll(List.of(text.split("\\s*,\\s*", -1)));
    }
    if (texts.isEmpty() || !texts.stream().allMatch(each -> each.matches(form))) {
      throw new ConfigException(key, "must be " + meaning + ", several between commas");
    }
    return List.copyOf(texts);
  }

  int number(String key, int least, int most, int otherwise) {
    Integer number = number(key, least, most);
    return number == null ? otherwise : number;
  }

  @Nullable Integer number(String key, int least, int most) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.matches("\\d{1,8}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new ConfigException(key, "must be a whole number from " + least + " to " + most);
  }

  boolean flag(String key, boolean otherwise) {
    String text = text(key, "true|false", "true or false");
    return text == null ? otherwise : text.equals("true");
  }

  @Nullable Span span(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    if (text.matches("[1-9]\\d{0,4}-[1-9]\\d{0,4}")) {
      String[] bounds = text.split("-", -1);
      Span span = new Span(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
      if (span.least() <= span.most() && span.most() <= MAX_CAPACITY) {
        return span;
      }
    }
    throw new ConfigException(
        key, "must be two numbers of units a second from 1 to 40000, as in 5-200");
  }

  /// Two numbers that go together.
  @Nullable Units units(String reads, String writes, int leastReads, int leastWrites) {
    Integer read = number(reads, leastReads, MAX_CAPACITY);
    Integer write = number(writes, leastWrites, MAX_CAPACITY);
    if (read == null && write == null) {
      return null;
    }
    if (read == null || write == null) {
      throw new ConfigException(reads, "and " + writes + " go together");
    }
    return new Units(read, write);
  }
}
