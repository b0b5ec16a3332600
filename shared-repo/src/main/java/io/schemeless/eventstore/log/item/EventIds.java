package io.schemeless.eventstore.log.item;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ids that the store gives: `incarnation.position.index.mark`, so that an event can be found
/// by its id without an index of ids. The mark is of the attempt that was committed there: where a
/// restore has taken back the events of some positions, those that come in their place have other
/// ids.
public final class EventIds {
  private static final Pattern OWN =
      Pattern.compile("([a-z2-7]{16})\\.([1-9][0-9]{0,14})\\.(0|[1-9][0-9]{0,2})\\.([a-z2-7]{8})");

  private static final int MARK_BYTES = 5;
  private static final int LONGEST = 45;

  private EventIds() {}

  /// Where an id of the store's own points, if what lies there has this very id.
  public record Place(long position, int index) {}

  public static String of(String incarnation, long position, int index, CommitId by) {
    StringBuilder id = new StringBuilder(LONGEST);
    id.append(incarnation).append('.').append(position).append('.').append(index).append('.');
    Base32.encode(by.value().value(), MARK_BYTES, id);
    return id.toString();
  }

  /// The place in an id that this incarnation gives, or none for any other id. One of an earlier
  /// incarnation, or of another store, is a client's id like any other: this store can never give
  /// it.
  public static @Nullable Place parse(String id, String incarnation) {
    Matcher own = OWN.matcher(id);
    return own.matches() && own.group(1).equals(incarnation)
        ? new Place(Long.parseLong(own.group(2)), Integer.parseInt(own.group(3)))
        : null;
  }
}
