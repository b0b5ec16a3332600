package io.schemeless.eventstore.local;

/// Something that whoever runs the command can put right. The message is one line: which thing is
/// wrong, and what to do.
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
