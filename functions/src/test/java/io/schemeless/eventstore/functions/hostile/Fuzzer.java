package io.schemeless.eventstore.functions.hostile;

import io.schemeless.eventstore.functions.hostile.harness.FuzzTarget;
import io.schemeless.eventstore.functions.hostile.judge.AnswerCounts;
import io.schemeless.eventstore.functions.hostile.judge.Exchange;
import io.schemeless.eventstore.functions.hostile.judge.Judge;
import io.schemeless.eventstore.functions.hostile.requests.Dice;
import io.schemeless.eventstore.functions.hostile.requests.HostileEvent;
import io.schemeless.eventstore.functions.hostile.requests.HostileRequests;
import io.schemeless.eventstore.functions.hostile.valid.ValidClient;
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

  static void run(FuzzTarget target, long seed, int requests, AnswerCounts counts) {
    Dice dice = new Dice(seed);
    ValidClient client = new ValidClient(target, new Dice(~seed), counts);
    for (int i = 0; i < requests; i++) {
      HostileEvent event = HostileRequests.any(dice, target.tokens());
      Exchange exchange =
          dice.oneIn(40)
              ? target.send(event, dice.pick(Operation.Function.values()))
              : target.send(event);
      try {
        Judge.judge(exchange);
        counts.add(exchange);
        tidy(target, exchange);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(report(exchange, seed, i), e);
      }
      if (i % EACH_VALID == 0) {
        appendValid(client, seed, i);
      }
    }
    target.audit();
  }

  private static void appendValid(ValidClient client, long seed, int number) {
    try {
      client.appendAndReadBack();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(report(client.last(), seed, number), e);
    }
  }

  /// What was refused late must not be in the log. After a reset there must be something to read
  /// again; and what is large is read back once and then given up, or every later page would have
  /// to carry it.
  private static void tidy(FuzzTarget target, Exchange exchange) {
    if (exchange.writes() == 0) {
      return;
    }
    if (exchange.status() >= 400) {
      target.audit();
    } else if (exchange.function() == Operation.Function.RESET) {
      target.refill();
    } else if (exchange.event().text().length() > LARGE) {
      for (String accepted : READERS) {
        Judge.judge(
            target.send(
                HostileEvent.request("GET", "/events", "limit=1000").header("accept", accepted)));
      }
      target.audit();
      target.reset();
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
            RegressionTest.FOLDER,
            event.substring(0, Math.min(SHOWN, event.length())));
  }
}
