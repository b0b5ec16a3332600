package io.schemeless.eventstore.history;

import java.util.List;

/// What the judge says of a history.
///
/// @param broken where a rule was broken, the first [#MAX_LISTED]
/// @param total how often a rule was broken
/// @param counts what was judged
public record Verdict(List<Broken> broken, long total, Counts counts) {
  static final int MAX_LISTED = 100;

  public Verdict {
    broken = List.copyOf(broken);
  }

  /// A place where a rule was broken.
  ///
  /// @param what names places of the log and versions, never what was in an event
  public record Broken(Rule rule, String what) {}

  /// @param acknowledged answers that said where the events lie, repeated ones included
  /// @param refused answers that said that nothing was appended
  /// @param unknown calls of which the outcome was not told
  /// @param events in the log, of those that the history is about
  /// @param tails readers that followed the log to its end
  /// @param tokens that were tried again after all was over
  /// @param reads pages of streams
  public record Counts(
      long acknowledged,
      long refused,
      long unknown,
      long events,
      long tails,
      long tokens,
      long reads) {}

  public boolean isSound() {
    return total == 0;
  }
}
