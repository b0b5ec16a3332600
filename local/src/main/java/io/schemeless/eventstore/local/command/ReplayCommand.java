package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.local.remote.TextPages;
import io.schemeless.eventstore.local.remote.TextPages.TextPage;
import io.schemeless.eventstore.local.transfer.Checkpoint;
import io.schemeless.eventstore.local.transfer.Elements;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eventstore replay`: every event, in the store's one order.
@Command(
    name = "replay",
    description = {
      "Print every event in the store's one order, from the start or from where you say.",
      "%nAt the end, standard error has the token to go on with.%n"
    })
class ReplayCommand extends StoreCommand {
  @Mixin private ReplayFilterOptions filter = new ReplayFilterOptions();

  @ArgGroup private ReplayStart start = new ReplayStart();

  @ArgGroup private End end = new End();

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Go on where this file says, and keep it: after each page it has the token. A run that is"
              + " killed prints some events again at the next, and leaves none out.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--page",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Ask for so many at a time, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int pageSize;

  /// When it ends.
  static final class End {
    @Option(
        names = {"-f", "--follow"},
        description = "At the end wait for more, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--until-caught-up", description = "Stop at the end. The default.")
    @SuppressWarnings("unused") // it says what is so anyway
    private boolean untilCaughtUp;
  }

  @Override
  int run(EventStoreClient client) {
    return run(client, end.follow);
  }

  final int run(EventStoreClient client, boolean follow) {
    Replay replay = replay(client);
    Map<String, String> saved = saved();
    return print(client, saved == null ? replay : replay.after(token(saved)), follow);
  }

  /// What was asked for, from where it was asked for.
  final Replay replay(EventStoreClient client) {
    if (pageSize < 1 || pageSize > Replay.MAX_PAGE) {
      throw wrong("--page must be 1 to " + Replay.MAX_PAGE);
    }
    return start.on(filter.on(this, client.replay()).pageSize(pageSize));
  }

  /// Whether it was said where to start, or is known from an earlier run.
  final boolean isStarted() {
    return start.isGiven() || saved() != null;
  }

  private @Nullable Map<String, String> saved() {
    return checkpoint == null ? null : new Checkpoint(checkpoint).load();
  }

  private String token(Map<String, String> saved) {
    return new Checkpoint(Objects.requireNonNull(checkpoint)).need(saved, "token");
  }

  final int print(EventStoreClient client, Replay replay, boolean follow) {
    Checkpoint kept = checkpoint == null ? null : new Checkpoint(checkpoint);
    String token = "";
    EventPrinter printer = new EventPrinter(out(), json);
    try (TextPages pages = new TextPages(client, replay, TextPages.NDJSON, null, follow)) {
      while (pages.hasNext()) {
        TextPage page = pages.next();
        Elements events = new Elements(new ByteArrayInputStream(page.body()));
        for (byte[] event = events.next(); event != null; event = events.next()) {
          printer.print(event);
        }
        token = page.next();
        if (out().checkError()) {
          return ExitCode.OK; // who read it has gone
        }
        if (kept != null) {
          kept.save(Map.of("token", token));
        }
      }
    }
    err().println("next: " + token);
    return ExitCode.OK;
  }
}
