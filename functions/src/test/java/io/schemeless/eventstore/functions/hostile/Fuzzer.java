package io.schemeless.eventstore.functions.hostile;

import io.schemeless.eventstore.functions.http.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sends what a seed makes up, between it what must be taken and read back equal, and stops at the
/// first answer that may not be.
final class Fuzzer {
  private static final Path FAILED = Path.of("target", "hostile");
  private static final int SHOWN = 2_000;
  private static final int LARGE = 200_000;

  /// After so many requests of any kind come some that must be taken.
  private static final int EACH_VALID = 16;

  private static final List<String> READERS =
      List.of("application/json", "application/cloudevents-batch+json");

  private Fuzzer() {}

  static void run(World world, long seed, int requests, Tally tally) {
    Dice dice = new Dice(seed);
    GoodFaith goodFaith = new GoodFaith(world, new Dice(~seed), tally);
    for (int i = 0; i < requests; i++) {
      HostileEvent event = Requests.any(dice, world.tokens());
      Exchange exchange =
          dice.oneIn(40)
              ? world.send(event, dice.pick(Operation.Function.values()))
              : world.send(event);
      try {
        Judge.judge(exchange);
        tally.add(exchange);
        tidy(world, exchange);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(report(exchange, seed, i), e);
      }
      if (i % EACH_VALID == 0) {
        visit(goodFaith, seed, i);
      }
    }
    world.audit();
  }

  private static void visit(GoodFaith goodFaith, long seed, int number) {
    try {
      goodFaith.visit();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(report(goodFaith.last(), seed, number), e);
    }
  }

  /// What was refused late must not be in the log. After a reset there must be something to read
  /// again; and what is large is read back once and then given up, or every later page would have
  /// to carry it.
  private static void tidy(World world, Exchange exchange) {
    if (exchange.writes() == 0) {
      return;
    }
    if (exchange.status() >= 400) {
      world.audit();
    } else if (exchange.function() == Operation.Function.RESET) {
      world.refill();
    } else if (exchange.event().text().length() > LARGE) {
      for (String accepted : READERS) {
        Judge.judge(
            world.send(
                HostileEvent.request("GET", "/events", "limit=1000").header("accept", accepted)));
      }
      world.audit();
      world.reset();
    }
  }

  private static String report(Exchange exchange, long seed, int number) {
    Path file = FAILED.resolve(exchange.function() + "-" + seed + "-" + number + ".json");
    String event = exchange.event().text();
    try {
      Files.createDirectories(FAILED);
      Files.writeString(file, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "request %s of seed %s got %s. Run the seed again with -Dhostile.seed=%s; keep %s in %s: %s"
        .formatted(
            number,
            seed,
            exchange.status(),
            seed,
            file,
            KeptTest.FOLDER,
            event.substring(0, Math.min(SHOWN, event.length())));
  }
}
