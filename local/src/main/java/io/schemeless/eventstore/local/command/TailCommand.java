package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.EventStoreClient;
import io.schemeless.eventstore.client.Replay;
import io.schemeless.eventstore.local.remote.TextPages;
import io.schemeless.eventstore.local.remote.TextPages.TextPage;
import io.schemeless.eventstore.local.transfer.Elements;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `eventstore tail`: the newest events, and what comes.
@Command(
    name = "tail",
    description = {
      "Print the newest events and then each one that comes, until Ctrl-C: replay --follow in short.",
      "%nThe newest are looked for from the end back, further where a filter lets little through.%n"
    })
final class TailCommand extends ReplayCommand {
  /// How many positions the first look goes back; each further one goes back as many times more.
  private static final long FIRST_LOOK = 1_000;

  private static final long FURTHER = 32;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many of those that are there. Default: ${DEFAULT-VALUE}.")
  private int newest;

  @Override
  int run(EventStoreClient client) {
    if (newest < 0) {
      throw wrong("-n must be 0 or more");
    }
    Replay replay = replay(client);
    if (isStarted()) {
      return run(client, true);
    }
    Newest found = newest(client, replay);
    EventPrinter printer = new EventPrinter(out(), json);
    found.events.forEach(printer::print);
    return print(client, replay.after(found.next), true);
  }

  /// @param next the token behind them
  private record Newest(Deque<byte[]> events, String next) {}

  private Newest newest(EventStoreClient client, Replay replay) {
    if (newest == 0) {
      return look(client, replay.last(0));
    }
    long end = client.end();
    for (long back = FIRST_LOOK; ; back *= FURTHER) {
      Newest found = look(client, replay.last(back));
      if (found.events.size() == newest || back >= end) {
        return found;
      }
    }
  }

  private Newest look(EventStoreClient client, Replay replay) {
    Deque<byte[]> held = new ArrayDeque<>();
    String token = "";
    try (TextPages pages = new TextPages(client, replay, TextPages.NDJSON, null, false)) {
      while (pages.hasNext()) {
        TextPage page = pages.next();
        Elements events = new Elements(new ByteArrayInputStream(page.body()));
        for (byte[] event = events.next(); event != null; event = events.next()) {
          held.addLast(event);
          if (held.size() > newest) {
            held.removeFirst();
          }
        }
        token = page.next();
      }
    }
    return new Newest(held, token);
  }
}
