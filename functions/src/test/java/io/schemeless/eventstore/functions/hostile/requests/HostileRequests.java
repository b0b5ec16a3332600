package io.schemeless.eventstore.functions.hostile.requests;

/// What a hostile client sends next: some address with headers and a body, a sample that was
/// changed, a token that is not what it seems, or no request at all.
public final class HostileRequests {
  private static final String[] CONFIRMATIONS = {
    "{\"confirm\":\"" + HostileTexts.CANARY + "\"}",
    "{\"confirm\":\"prod\"}",
    "{\"confirm\":\"SANDBOX\"}",
    "{\"confirm\":\"sandbox \"}",
    "{\"confirm\":\"other\",\"confirm\":\"sandbox\"}",
    "{\"confirm\":null}",
    "{\"confirm\":{\"" + HostileTexts.CANARY + "\":1}}",
    "[\"sandbox\"]",
    "\"sandbox\"",
    ""
  };

  private HostileRequests() {}

  public static HostileEvent any(Dice dice, TokenPool tokens) {
    return switch (dice.below(20)) {
      case 0, 1, 2, 3, 4, 5, 6 -> append(dice);
      case 7, 8, 9, 10, 11 -> somewhere(dice);
      case 12, 13, 14, 15 -> MutatedSamples.any(dice);
      case 16, 17, 18 -> tokens.any(dice);
      default -> dice.oneIn(3) ? reset(dice) : MalformedEvents.any(somewhere(dice), dice);
    };
  }

  private static HostileEvent append(Dice dice) {
    HostileEvent event = Addresses.append(dice);
    Headers.some(event, dice);
    Bodies.give(
        event, dice, !event.path().endsWith("/events") || event.path().contains("/streams/"));
    return event;
  }

  private static HostileEvent somewhere(Dice dice) {
    HostileEvent event = Addresses.any(dice);
    Headers.some(event, dice);
    if (event.method().equals("POST") || dice.oneIn(12)) {
      Bodies.give(event, dice, dice.oneIn(2));
    }
    return event;
  }

  private static HostileEvent reset(Dice dice) {
    return HostileEvent.request("POST", "/reset", dice.oneIn(12) ? "x=1" : "")
        .header("content-type", dice.oneIn(12) ? HostileTexts.any(dice) : "application/json")
        .body(dice.oneIn(4) ? HostileValues.any(dice) : dice.pick(CONFIRMATIONS));
  }
}
