package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.local.remote.TextPages;
import io.schemeless.eventstore.local.remote.TextPages.TextPage;
import io.schemeless.eventstore.local.transfer.Checkpoint;
import io.schemeless.eventstore.local.transfer.Elements;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Predicate;
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
    return replay(client, end.follow, -1);
  }

  /// @param newest to print no more than so many of those that are there, the newest; below 0 for
  ///   all of them
  final int replay(EventStoreClient client, boolean follow, int newest) {
    if (pageSize < 1 || pageSize > Replay.MAX_PAGE) {
      throw wrong("--page must be 1 to " + Replay.MAX_PAGE);
    }
    Checkpoint kept = checkpoint == null ? null : new Checkpoint(checkpoint);
    Map<String, String> saved = kept == null ? null : kept.load();
    String token = kept != null && saved != null ? kept.need(saved, "token") : start.token();
    Predicate<byte[]> before = saved == null ? start.before(client) : null;
    // Who goes on somewhere wants all that came since.
    boolean allOfThem = newest < 0 || saved != null || start.isGiven();
    Deque<byte[]> held = new ArrayDeque<>();
    boolean holding = !allOfThem;
    EventPrinter printer = new EventPrinter(out(), json);
    Replay replay = filter.on(client.replay()).pageSize(pageSize);
    try (TextPages pages = new TextPages(client, replay, TextPages.NDJSON, token, follow)) {
      while (pages.hasNext()) {
        TextPage page = pages.next();
        Elements events = new Elements(new ByteArrayInputStream(page.body()));
        for (byte[] event = events.next(); event != null; event = events.next()) {
          if (before != null && before.test(event)) {
            continue;
          }
          before = null;
          if (holding) {
            hold(held, event, newest);
          } else {
            printer.print(event);
          }
        }
        if (holding && page.caughtUp()) {
          held.forEach(printer::print);
          held.clear();
          holding = false;
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

  private static void hold(Deque<byte[]> held, byte[] event, int newest) {
    held.addLast(event);
    if (held.size() > newest) {
      held.removeFirst();
    }
  }
}
