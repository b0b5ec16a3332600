package io.schemeless.eventstore.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids that the store gives: `incarnation.position.index`, so that an event can be found by its
/// id without an index of ids.
final class EventIds {
  private static final Pattern OWN =
      Pattern.compile("([a-z2-7]{16})\\.([1-9][0-9]{0,14})\\.(0|[1-9][0-9]{0,2})");

  private EventIds() {}

  /// Where an id of the store's own points.
  record Place(String incarnation, long position, int index) {}

  static String of(String incarnation, long position, int index) {
    return incarnation + "." + position + "." + index;
  }

  /// The place in an id of the store's own, or none for an id of another form.
  static @Nullable Place parse(String id) {
    Matcher own = OWN.matcher(id);
    return own.matches()
        ? new Place(own.group(1), Long.parseLong(own.group(2)), Integer.parseInt(own.group(3)))
        : null;
  }
}
