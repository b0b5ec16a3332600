package io.schemeless.eventstore.infra.config;

import io.schemeless.eventstore.infra.config.StoreConfig.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.constructs.Node;

/// The values of the context, by their keys. What is wrong fails by its key.
final class ContextValues {
  private static final int MAX_CAPACITY = 40_000;

  private final Node node;
  private final Set<String> asked = new HashSet<>();

  ContextValues(Node node) {
    this.node = node;
  }

  /// Refuses a key that nobody has asked for: a `resetcron=never` would be no `resetCron`. Keys of
  /// CDK's own have a `:` or a `/`.
  void refuseOthers() {
    if (node.getAllContext() instanceof Map<?, ?> all) {
      Set<String> others = new TreeSet<>();
      for (Object key : all.keySet()) {
        if (key instanceof String name && !asked.contains(name) && name.matches("[^:/]*")) {
          others.add(name);
        }
      }
      if (!others.isEmpty()) {
        throw new ConfigException(String.join(", ", others), "is unknown");
      }
    }
  }

  @Nullable String text(String key) {
    asked.add(key);
    Object value = node.tryGetContext(key);
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

  /// Texts between commas, each of the form.
  List<String> texts(String key, String form, String meaning) {
    String text = text(key);
    if (text == null) {
      return List.of();
    }
    List<String> texts = List.of(text.split("\\s*,\\s*", -1));
    if (!texts.stream().allMatch(each -> each.matches(form))) {
      throw new ConfigException(key, "must be " + meaning + ", several between commas");
    }
    return texts;
  }

  int number(String key, int least, int most, int otherwise) {
    String text = text(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,6}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw new ConfigException(key, "must be a whole number from " + least + " to " + most);
  }

  boolean flag(String key) {
    return "true".equals(text(key, "true|false", "true or false"));
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
}
