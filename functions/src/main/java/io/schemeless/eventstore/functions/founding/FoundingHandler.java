package io.schemeless.eventstore.functions.founding;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.schemeless.eventstore.functions.Wiring;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Makes the store of a production stack as CloudFormation creates the stack, and never after. An
/// update that leads to a table without this very store fails, with the reason, before any function
/// is sent there; CloudFormation then goes back to the table of before.
///
/// The resource is named by the store's incarnation. Deleting it deletes nothing.
public final class FoundingHandler implements RequestStreamHandler {
  private final EventStore making;
  private final EventStore found;

  /// As Lambda makes it, on the store that the environment names.
  public FoundingHandler() {
    this(Wiring.store(), Wiring.foundStore());
  }

  /// @param making makes the store in a table that has none
  /// @param found the same, and makes none
  FoundingHandler(EventStore making, EventStore found) {
    this.making = making;
    this.found = found;
  }

  /// Answers CloudFormation where it wants to be answered. What the function itself answers nobody
  /// reads.
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Json event = Json.parse(JsonText.decode(input.readAllBytes()));
    Outcome outcome = outcome(event, context);
    ResourceAnswer.of(event, outcome).send();
    output.write(new byte[] {'{', '}'});
  }

  /// @param id names the resource from now on
  /// @param failure why nothing may be changed, or none
  record Outcome(String id, @Nullable String failure) {}

  private Outcome outcome(Json event, Context context) {
    String known = event.textOf("PhysicalResourceId");
    String unnamed = known == null ? "none" : known;
    try {
      return switch (event.textOf("RequestType")) {
        case "Create" -> new Outcome(making.info().incarnation(), null);
        case "Update" -> same(unnamed, found.info().incarnation());
        case null, default -> new Outcome(unnamed, null);
      };
    } catch (StoreException e) {
      context.getLogger().log(e.getClass().getSimpleName() + ": " + e.getMessage(), LogLevel.ERROR);
      return new Outcome(unnamed, "the table cannot serve: " + e.getMessage());
    }
  }

  private static Outcome same(String known, String there) {
    return known.equals(there)
        ? new Outcome(known, null)
        : new Outcome(
            known,
            "the table holds another store ("
                + there
                + ") than this stack's ("
                + known
                + "); name the table that was restored from this store's");
  }
}
