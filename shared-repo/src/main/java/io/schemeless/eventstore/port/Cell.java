package io.schemeless.eventstore.port;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item of the table: a key and named attributes.
///
/// The attributes [#INDEX_PARTITION] and [#INDEX_SORT], set together, put the cell into the index;
/// [#EXPIRES], in seconds since 1970, lets the table delete it some time after.
public record Cell(Key key, Map<String, Value> attributes) {
  public static final String INDEX_PARTITION = "gpk";
  public static final String INDEX_SORT = "gsk";
  public static final String EXPIRES = "ttl";

  public Cell {
    attributes = Map.copyOf(attributes);
  }

  public @Nullable Value get(String name) {
    return attributes.get(name);
  }

  /// @throws IllegalArgumentException if there is no such text
  public String text(String name) {
    return required(name, Value.Text.class).value();
  }

  /// @throws IllegalArgumentException if there is no such number
  public long number(String name) {
    return required(name, Value.Number.class).value();
  }

  /// @throws IllegalArgumentException if there are no such bytes
  public byte[] bytes(String name) {
    return required(name, Value.Bytes.class).value();
  }

  /// @throws IllegalArgumentException if there are no such texts
  public List<String> texts(String name) {
    return required(name, Value.Texts.class).values();
  }

  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  private <V extends Value> V required(String name, Class<V> kind) {
    Value value = attributes.get(name);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException("no " + kind.getSimpleName() + " attribute " + name);
    }
    return kind.cast(value);
  }
}
