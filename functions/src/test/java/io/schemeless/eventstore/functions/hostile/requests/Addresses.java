package io.schemeless.eventstore.functions.hostile.requests;

import io.schemeless.eventstore.functions.http.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a request goes: a method, a path and a query, some of which lead somewhere.
public final class Addresses {
  /// The stage that the functions serve, and that a reset must name.
  public static final String STAGE = "sandbox";

  /// `OPTIONS` is among the methods: it leads to nothing that could break.
  private static final List<Operation> OPERATIONS =
      Arrays.stream(Operation.values()).filter(each -> each != Operation.OPTIONS).toList();

  private static final Pattern NAME = Pattern.compile("\\{[a-z]+}");
  private static final String[] METHODS = {
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "get",
    "",
    "GET ",
    "G\u0000T"
  };
  private static final String[] PATHS = {
    "",
    "/",
    "//",
    "//events",
    "/events/",
    "/events//",
    "/events/.",
    "/events/..",
    "/./events",
    "/../events",
    "/streams/permit/../events",
    "/streams//events",
    "/streams///events",
    "/EVENTS",
    "/events?limit=1",
    "/events#a",
    "/events;a=b",
    "/events%",
    "/%65vents",
    "/events\u0000",
    "/events\r\nx: y",
    "events",
    "https://events.example/events",
    "*",
    "/sandbox/events",
    "/reset",
    "/health/" + HostileTexts.CANARY
  };
  private static final String[] PARAMETERS = {
    "after",
    "limit",
    "domain",
    "identifier",
    "type",
    "id",
    "from",
    "direction",
    "wait",
    "tag",
    "afterEvent",
    "source",
    "since",
    "last",
    "x",
    "LIMIT",
    "limit[]",
    "",
    "%00",
    "%6cimit",
    "\ud800",
    "%"
  };
  private static final String[] NUMBERS = {
    HostileTexts.CANARY,
    "1",
    "10",
    "100",
    "1000",
    "0",
    "-1",
    "1001",
    "1e3",
    "01",
    "+1",
    "1.0",
    "0x1",
    " 1",
    "٣",
    "999999999999999999",
    "9223372036854775808",
    "99999999999999999999"
  };

  private Addresses() {}

  /// Some operation.
  static HostileEvent any(Dice dice) {
    Operation operation = dice.pick(OPERATIONS);
    String method = dice.oneIn(25) ? dice.pick(METHODS) : operation.method();
    String path = dice.oneIn(12) ? dice.pick(PATHS) : path(dice.pick(operation.paths()), dice);
    return at(method, path, dice);
  }

  /// An operation that takes events.
  static HostileEvent append(Dice dice) {
    Operation operation = dice.pick(Operation.APPEND, Operation.APPEND_TO_STREAM);
    return at("POST", path(dice.pick(operation.paths()), dice), dice);
  }

  private static HostileEvent at(String method, String path, Dice dice) {
    String query = path.startsWith("/stream/") ? "domain=permit&identifier=case-1" : "";
    query = path.equals("/event") || path.equals("/correlation/events") ? "id=chain" : query;
    if (method.equals("GET") ? dice.oneIn(2) : dice.oneIn(12)) {
      query = query(query, dice);
    }
    HostileEvent event = HostileEvent.request(method, path, query);
    if (dice.oneIn(12)) {
      String stage = dice.pick(STAGE, "events", "v1", "$default");
      event = HostileEvent.request(method, dice.oneIn(2) ? "/" + stage + path : path, query);
      event.stage(stage);
    }
    return event;
  }

  private static String path(String template, Dice dice) {
    Matcher names = NAME.matcher(template);
    return names.replaceAll(
        name -> {
          String known =
              switch (name.group()) {
                case "{domain}" -> "permit";
                case "{identifier}" -> "case-" + dice.below(3);
                default -> dice.pick("taken", "chain", "aaaaaaaaaaaaaaaa.1.0.aaaaaaaa");
              };
          return Matcher.quoteReplacement(dice.oneIn(5) ? HostileTexts.any(dice) : known);
        });
  }

  private static String query(String known, Dice dice) {
    StringJoiner query = new StringJoiner(dice.oneIn(20) ? ";" : "&");
    if (!known.isEmpty() && !dice.oneIn(12)) {
      query.add(known);
    }
    int parameters = 1 + dice.below(3);
    for (int i = 0; i < parameters; i++) {
      String name = dice.pick(PARAMETERS);
      String value =
          switch (dice.below(4)) {
            case 0 -> HostileTexts.any(dice);
            case 1 -> HostileTexts.encoded(HostileTexts.any(dice));
            default -> value(name, dice);
          };
      query.add(dice.oneIn(20) ? name : name + "=" + value);
    }
    if (dice.oneIn(200)) {
      query.add("type=t&".repeat(1_000));
    }
    return dice.oneIn(30) ? HostileTexts.mangled(query + "%20", dice) : query.toString();
  }

  private static String value(String name, Dice dice) {
    return switch (name) {
      case "limit", "from", "wait", "last" -> dice.pick(NUMBERS);
      case "since" -> HostileTexts.encoded(dice.pick(AppendBodies.TIMES));
      case "direction" -> dice.pick("forward", "backward", "BACKWARD", HostileTexts.CANARY);
      case "domain" -> dice.pick("permit", "d", HostileTexts.CANARY);
      case "identifier" -> dice.pick("case-0", "a%2Fb", HostileTexts.CANARY);
      case "type" -> dice.pick("received", "t", HostileTexts.CANARY);
      case "id", "afterEvent" ->
          dice.pick("taken", "chain", "aaaaaaaaaaaaaaaa.999999999999999.999.aaaaaaaa");
      default -> HostileTexts.CANARY;
    };
  }
}
