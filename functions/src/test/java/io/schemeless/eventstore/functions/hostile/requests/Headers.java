package io.schemeless.eventstore.functions.hostile.requests;

/// Puts headers onto an event: those that the functions read, in every wrong form, and others'.
final class Headers {
  private static final String[] NAMES = {
    "If-Match",
    "if-none-match",
    "Idempotency-Key",
    "Accept",
    "content-encoding",
    "content-length",
    "X-Correlation-Id",
    "x-http-method-override",
    "range",
    "expect",
    "transfer-encoding",
    "authorization",
    "cookie",
    "",
    " ",
    "\r\n",
    "\u0000",
    "é",
    "accept ",
    "x-" + HostileTexts.CANARY,
    "__proto__",
    "ACCEPT",
    "İf-match"
  };
  private static final String[] TAGS = {
    "\"7\"",
    "\"0\"",
    "\"1\"",
    "\"3\"",
    "*",
    "W/\"1\"",
    "\"03\"",
    "\"-1\"",
    "7",
    "\"7\",\"8\"",
    "\"\"",
    "\"999999999999999999\"",
    "\"9999999999999999999\"",
    "\"" + HostileTexts.CANARY + "\"",
    "\"7",
    "**"
  };
  private static final String[] ACCEPTED = {
    "*/*",
    "application/*",
    "application/json",
    "application/x-ndjson",
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "application/cloudevents-batch+json;q=0.5, application/json;q=0.4",
    "application/json;q=0",
    "application/json;q=2",
    "application/json;q=" + HostileTexts.CANARY,
    "text/html",
    "text/" + HostileTexts.CANARY,
    ",",
    ";;q=",
    "application/json;q=0.0000000000000000000001",
    "*/*;q=0.1,".repeat(1_000)
  };

  private Headers() {}

  static void some(HostileEvent event, Dice dice) {
    if (dice.oneIn(4)) {
      event.header(dice.pick("accept", "Accept"), dice.pick(ACCEPTED));
    }
    if (dice.oneIn(4)) {
      event.header(
          dice.pick("if-match", "if-none-match", "If-None-Match"),
          dice.oneIn(2) ? "*" : dice.pick(TAGS));
    }
    if (dice.oneIn(6)) {
      event.header("idempotency-key", dice.oneIn(2) ? "used" : HostileTexts.any(dice));
    }
    while (dice.oneIn(4)) {
      event.header(dice.pick(NAMES), dice.oneIn(20) ? null : value(dice));
    }
    if (dice.oneIn(200)) {
      for (int i = 0; i < 500; i++) {
        event.header("x-" + i, HostileTexts.CANARY);
      }
    }
  }

  private static String value(Dice dice) {
    String value = HostileTexts.any(dice);
    return dice.oneIn(4) ? value + "," + value : value;
  }
}
