package io.schemeless.eventstore.store;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Everything that a store answers instead of a result. [#retryable] says whether the same call can
/// succeed later without a change. No message holds what a customer wrote into an event.
public abstract sealed class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private StoreException(String message, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /// Whether repeating the same call can succeed.
  public final boolean retryable() {
    return retryable;
  }

  /// A stream is not at the version that the append expected of it. Nothing was appended.
  public static final class VersionConflict extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient StreamId stream;
    private final transient ExpectedVersion expected;
    private final long actual;

    public VersionConflict(StreamId stream, long expected, long actual) {
      this(stream, ExpectedVersion.exactly(expected), actual);
    }

    public VersionConflict(StreamId stream, ExpectedVersion expected, long actual) {
      super("the stream is at version " + actual + ", " + but(expected), false, null);
      this.stream = stream;
      this.expected = expected;
      this.actual = actual;
    }

    private static String but(ExpectedVersion expected) {
      return expected instanceof ExpectedVersion.Exactly(long version)
          ? "not " + version
          : "which was not to be";
    }

    public StreamId stream() {
      return stream;
    }

    /// The version that was expected, where it was exactly one.
    public OptionalLong expected() {
      return expected instanceof ExpectedVersion.Exactly(long version)
          ? OptionalLong.of(version)
          : OptionalLong.empty();
    }

    public long actual() {
      return actual;
    }
  }

  /// An event that the append's condition rules out is in the log. Nothing was appended.
  public static final class ConditionFailed extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient List<Match> matched;

    public ConditionFailed(List<Match> matched) {
      super("an event that the condition rules out was appended before", false, null);
      this.matched = List.copyOf(matched);
    }

    /// The first few of them, in the log's order.
    public List<Match> matched() {
      return matched;
    }

    /// An event that the condition rules out.
    public record Match(long position, int index, String id) {}
  }

  /// The id of an event is taken by an event of another append. Nothing was appended.
  public static final class DuplicateEvent extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String id;

    public DuplicateEvent(String id) {
      super("the id of an event is already taken", false, null);
      this.id = id;
    }

    /// The id that is taken.
    public String id() {
      return id;
    }
  }

  /// The idempotency key belongs to another request. Nothing was appended.
  public static final class IdempotencyMismatch extends StoreException {
    private static final long serialVersionUID = 1L;

    public IdempotencyMismatch() {
      super("the idempotency key was used for a request with other content", false, null);
    }
  }

  /// The call itself is wrong, whatever the store holds. Nothing was written.
  public static final class InvalidRequest extends StoreException {
    private static final long serialVersionUID = 1L;
    private final transient List<Violation> violations;

    public InvalidRequest(String message) {
      this(List.of(new Violation("", message)));
    }

    public InvalidRequest(List<Violation> violations) {
      super(violations.getFirst().message(), false, null);
      this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
      return violations;
    }

    /// @param pointer a JSON pointer into the request, `""` for the whole of it
    /// @param message what is wrong there
    public record Violation(String pointer, String message) {}
  }

  /// A continuation token that is damaged, or made by another store or for another question.
  public static final class TokenRejected extends StoreException {
    private static final long serialVersionUID = 1L;

    public TokenRejected(String message) {
      super(message, false, null);
    }
  }

  /// The store was emptied (or repaired after a restore) since the token was made. Start from the
  /// beginning.
  public static final class StoreWasReset extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreWasReset() {
      super(
          "the store was reset or repaired since this token was made; replay from the beginning",
          false,
          null);
    }
  }

  /// The store has no such event.
  public static final class NotFound extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message, false, null);
    }
  }

  /// DynamoDB or S3 asked for fewer requests. Nothing was appended by this call.
  public static final class Throttled extends StoreException {
    private static final long serialVersionUID = 1L;

    public Throttled(String message, @Nullable Throwable cause) {
      super(message, true, cause);
    }
  }

  /// DynamoDB or S3 did not answer. Nothing was appended by this call.
  public static final class Unavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, true, cause);
    }
  }

  /// The append may or may not have been made. Repeat the same request, with an idempotency key or
  /// with ids, to find out.
  public static final class OutcomeUnknown extends StoreException {
    private static final long serialVersionUID = 1L;

    public OutcomeUnknown(String message, @Nullable Throwable cause) {
      super(message, true, cause);
    }
  }

  /// What is stored breaks the protocol's rules: an item or an object is missing or altered.
  public static final class CorruptData extends StoreException {
    private static final long serialVersionUID = 1L;

    public CorruptData(String message) {
      super(message, false, null);
    }
  }

  /// The table was restored from a backup and must be repaired before it may serve again.
  public static final class RestoredTable extends StoreException {
    private static final long serialVersionUID = 1L;

    public RestoredTable() {
      super("the table is a restored copy; it serves again after verify --repair", false, null);
    }
  }

  /// The table holds no store, and this program may make none: another table was named, or this one
  /// was emptied or made anew.
  public static final class NoStore extends StoreException {
    private static final long serialVersionUID = 1L;

    public NoStore() {
      super(
          "the table holds no store, and this program makes none; is it the right table?",
          false,
          null);
    }
  }

  /// The table, the index or the bucket is missing, has another shape or may not be used with these
  /// credentials.
  public static final class Misconfigured extends StoreException {
    private static final long serialVersionUID = 1L;

    public Misconfigured(String message, @Nullable Throwable cause) {
      super(message, false, cause);
    }
  }

  /// This library did not create the table, and will not drop it.
  public static final class NotOwned extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotOwned() {
      super(
          "this table was not created by the library; it can be reset, not recreated", false, null);
    }
  }
}
