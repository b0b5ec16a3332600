package io.schemeless.eventstore.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a store answers instead of a result, or that it did not answer. Those that a program acts
/// on are types of their own.
public class StoreProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String kind;
  private final int status;
  private final boolean retryable;
  private final transient JsonNode body;

  StoreProblem(int status, String kind, String detail, boolean retryable, JsonNode body) {
    super(detail);
    this.kind = kind;
    this.status = status;
    this.retryable = retryable;
    this.body = body;
  }

  private StoreProblem(String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.kind = "unreachable";
    this.status = 0;
    this.retryable = true;
    this.body = MissingNode.getInstance();
  }

  /// What a store says, as a problem of its kind. For what answers as a store does without HTTP;
  /// the client makes its own.
  ///
  /// @param status 0 where there is no answer with a status
  /// @param body the problem's other members, such as `actual` of a version conflict
  public static StoreProblem of(
      int status, String kind, String detail, boolean retryable, JsonNode body) {
    return switch (kind) {
      case "version-conflict" -> new VersionConflict(status, detail, body);
      case "condition-failed" -> new ConditionFailed(status, detail, body);
      case "duplicate-event" -> new DuplicateEvent(status, detail, body);
      case "store-was-reset" -> new StoreWasReset(status, detail, body);
      default -> new StoreProblem(status, kind, detail, retryable, body);
    };
  }

  /// The last part of the problem's type, such as `version-conflict`; each has a page in the
  /// reference.
  public String kind() {
    return kind;
  }

  /// The status of the answer, 0 where there was none.
  public int status() {
    return status;
  }

  /// Whether the same request can succeed later. It was tried again already.
  public boolean retryable() {
    return retryable;
  }

  /// The whole problem, as it came.
  public JsonNode body() {
    return body == null ? MissingNode.getInstance() : body;
  }

  /// A stream is not at the version that was expected of it. Nothing was appended.
  public static final class VersionConflict extends StoreProblem {
    private static final long serialVersionUID = 1L;

    VersionConflict(int status, String detail, JsonNode body) {
      super(status, "version-conflict", detail, false, body);
    }

    /// The version that the stream has.
    public long actual() {
      return body().path("actual").asLong();
    }

    /// The version that was expected.
    public long expected() {
      return body().path("expected").asLong();
    }
  }

  /// An event is in the log that the condition rules out. Nothing was appended.
  public static final class ConditionFailed extends StoreProblem {
    private static final long serialVersionUID = 1L;

    ConditionFailed(int status, String detail, JsonNode body) {
      super(status, "condition-failed", detail, false, body);
    }

    /// The first few of the events that are in the way.
    public List<Match> matched() {
      List<Match> matched = new ArrayList<>();
      for (JsonNode each : body().path("matched")) {
        matched.add(
            new Match(
                each.path("position").asLong(),
                each.path("index").asInt(),
                each.path("id").asText()));
      }
      return matched;
    }

    /// An event, by its place and its id.
    public record Match(long position, int index, String id) {}
  }

  /// The id of an event is taken. Nothing was appended.
  public static final class DuplicateEvent extends StoreProblem {
    private static final long serialVersionUID = 1L;

    DuplicateEvent(int status, String detail, JsonNode body) {
      super(status, "duplicate-event", detail, false, body);
    }

    /// The id that is taken.
    public String id() {
      return body().path("id").asText();
    }
  }

  /// The store was emptied, or repaired after a restore, since the token was made: replay from the
  /// beginning.
  public static final class StoreWasReset extends StoreProblem {
    private static final long serialVersionUID = 1L;

    StoreWasReset(int status, String detail, JsonNode body) {
      super(status, "store-was-reset", detail, false, body);
    }
  }

  /// No answer came, or none that a store gives.
  public static final class Unreachable extends StoreProblem {
    private static final long serialVersionUID = 1L;

    Unreachable(String detail, @Nullable Throwable cause) {
      super(detail, cause);
    }
  }
}
