package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.Replay;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Where a replay starts.
final class ReplayStart {
  @Option(names = "--after", paramLabel = "TOKEN", description = "Go on after this token.")
  private @Nullable String after;

  @ArgGroup(exclusive = false)
  private @Nullable AfterEvent afterEvent;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Start with what was recorded at this time or later, 2026-01-31T12:00:00Z. Some of the"
              + " minute before may come first, where there is much of it.")
  private @Nullable Instant since;

  @Option(
      names = "--position",
      paramLabel = "N",
      description = "Start at this position; one that is not there yet is waited for.")
  private @Nullable Long position;

  @Option(
      names = "--last",
      paramLabel = "N",
      description =
          "Start so many positions before the end; each has one event or several, or none.")
  private @Nullable Long last;

  /// An event by its id, or by source and id.
  static final class AfterEvent {
    @Option(
        names = "--after-event",
        paramLabel = "ID",
        required = true,
        description = "Start behind the event with this id.")
    private String id = "";

    @Option(
        names = "--source",
        paramLabel = "SOURCE",
        description = "Of this source, where both name it.")
    private @Nullable String source;

    private Replay on(Replay replay) {
      return source == null ? replay.afterEvent(id) : replay.afterEvent(id, source);
    }

    private String text() {
      return " after event " + id + (source == null ? "" : " of " + source);
    }
  }

  Replay on(Replay replay) {
    if (afterEvent != null) {
      return afterEvent.on(replay);
    }
    if (since != null) {
      return replay.since(since);
    }
    if (position != null) {
      return replay.from(position);
    }
    return last != null ? replay.last(last) : replay.after(after);
  }

  boolean isGiven() {
    return !text().isEmpty();
  }

  /// In words, to tell one export from another.
  String text() {
    return (after == null ? "" : " after " + after)
        + (afterEvent == null ? "" : afterEvent.text())
        + (since == null ? "" : " since " + since)
        + (position == null ? "" : " from " + position)
        + (last == null ? "" : " last " + last);
  }
}
