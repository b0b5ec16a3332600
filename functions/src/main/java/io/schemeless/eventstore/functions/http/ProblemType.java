package io.schemeless.eventstore.functions.http;

/// The kinds of problems that the API answers. Each has a page below `docs/reference/problems`.
public enum ProblemType {
  MALFORMED_BODY(400, "The body is not what this route takes"),
  INVALID_PARAMETER(400, "A parameter or a header is not valid"),
  TOKEN_REJECTED(400, "The continuation token is not valid here"),
  FORBIDDEN(403, "The caller may not do this"),
  ROUTE_NOT_FOUND(404, "There is no such route"),
  EVENT_NOT_FOUND(404, "There is no such event"),
  METHOD_NOT_ALLOWED(405, "The route does not take this method"),
  NOT_ACCEPTABLE(406, "No representation that was asked for exists"),
  VERSION_CONFLICT(409, "The stream is not at the expected version"),
  CONDITION_FAILED(409, "An event that the condition rules out was appended before"),
  DUPLICATE_EVENT(409, "The id of an event is taken"),
  STORE_WAS_RESET(410, "The store was reset since the token was made"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has a media type that this route does not take"),
  INVALID_REQUEST(422, "The request is out of bounds"),
  IDEMPOTENCY_MISMATCH(422, "The idempotency key belongs to another request"),
  WRONG_STAGE(422, "The reset names another stage"),
  INTERNAL_ERROR(500, "The function failed"),
  CORRUPT_DATA(500, "The stored data breaks the protocol"),
  THROTTLED(503, "The store is asked for too much at once"),
  UNAVAILABLE(503, "The store did not answer"),
  OUTCOME_UNKNOWN(503, "Whether the events were appended is not known"),
  RESTORED_TABLE(503, "The table is a restored copy"),
  NO_STORE(503, "The table holds no store"),
  MISCONFIGURED(503, "The store is not set up right");

  private static final String BASE = "https://schemeless.github.io/event-store-aws/problems/";

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The status that it has unless a route says otherwise.
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// The last part of its URI, and the name of its page.
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /// Its URI, which never changes.
  public String uri() {
    return BASE + slug();
  }
}
