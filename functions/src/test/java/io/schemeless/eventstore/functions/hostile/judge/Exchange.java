package io.schemeless.eventstore.functions.hostile.judge;

import io.schemeless.eventstore.functions.Reply;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.http.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event, and all that came of it: answer, failure, log, output and writes.
///
/// @param reply none where the function threw
/// @param thrown what Lambda would log and answer as a failure
/// @param logged lines of the function's log
/// @param printed what went to the standard streams
/// @param writes how often the table or the bucket was changed
public record Exchange(
    HostileEvent event,
    Operation.Function function,
    @Nullable Reply reply,
    @Nullable Throwable thrown,
    List<String> logged,
    String printed,
    long writes) {

  public int status() {
    return reply == null ? 0 : reply.status();
  }

  /// The kind of problem that it was answered with, `""` for none.
  public String problem() {
    if (reply == null || reply.status() < 400) {
      return "";
    }
    String type = reply.json().path("type").asText();
    return type.substring(type.lastIndexOf('/') + 1);
  }
}
