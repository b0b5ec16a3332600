package io.schemeless.eventstore.client.decider;

import io.schemeless.eventstore.client.EventData;
import io.schemeless.eventstore.client.RecordedEvent;
import io.schemeless.eventstore.client.StreamName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which event type a class of the program stands for, both ways; Jackson makes the payload.
///
/// @param <E> the program's events
public final class EventMapping<E> {
  private final Map<String, Class<? extends E>> classes;
  private final Map<Class<?>, String> types;

  private EventMapping(Map<String, Class<? extends E>> classes) {
    this.classes = Map.copyOf(classes);
    Map<Class<?>, String> names = new HashMap<>();
    classes.forEach((type, name) -> names.put(name, type));
    this.types = Map.copyOf(names);
  }

  /// Each class of a sealed interface under its own name with a small first letter: `Received` is
  /// the type `received`.
  public static <E> EventMapping<E> of(Class<E> sealed) {
    if (!sealed.isSealed()) {
      throw new IllegalArgumentException(sealed.getName() + " is not sealed");
    }
    Map<String, Class<? extends E>> classes = new HashMap<>();
    for (Class<?> each : sealed.getPermittedSubclasses()) {
      String name = each.getSimpleName();
      classes.put(
          name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
          each.asSubclass(sealed));
    }
    return new EventMapping<>(classes);
  }

  /// The same, with another type for a class: what is stored outlives the names of classes.
  public EventMapping<E> with(String type, Class<? extends E> name) {
    Map<String, Class<? extends E>> changed = new HashMap<>(classes);
    changed.values().remove(name);
    changed.put(type, name);
    return new EventMapping<>(changed);
  }

  /// The program's event, none if its type is not one of them.
  ///
  /// @throws IllegalArgumentException if the payload does not fit its class
  public Optional<E> read(RecordedEvent event) {
    Class<? extends E> name = classes.get(event.type());
    return name == null ? Optional.empty() : Optional.of(event.payloadAs(name));
  }

  /// The event as it is appended.
  public EventData write(StreamName stream, E event) {
    String type = types.get(event.getClass());
    return EventData.of(
        stream, Objects.requireNonNull(type, () -> "no type for " + event.getClass()), event);
  }
}
