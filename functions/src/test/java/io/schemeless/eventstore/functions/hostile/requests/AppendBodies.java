package io.schemeless.eventstore.functions.hostile.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// Bodies of appends: right ones, and ones with a field too many, too few or of the wrong kind.
final class AppendBodies {
  private static final String[] FIELDS = {
    "id",
    "domain",
    "identifier",
    "type",
    "payload",
    "meta",
    "correlationId",
    "causationId",
    "created",
    "sequence",
    "position",
    "specversion",
    "source",
    "subject",
    "time",
    "data",
    "data_base64",
    "datacontenttype",
    "dataschema",
    "correlationid",
    "causationid",
    "logposition",
    "events",
    "expected",
    "condition",
    "failIfEventsMatch",
    "after",
    "items",
    "types",
    "tags",
    "confirm",
    "x",
    "",
    "\\ud800",
    "a/b~c"
  };
  static final String[] TIMES = {
    "2011-10-11T13:45:40.276Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z",
    "9999-12-31T23:59:59-01:00",
    "+999999999-12-31T23:59:59Z",
    "-0001-01-01T00:00:00Z",
    "2016-12-31T23:59:60Z",
    "2011-02-29T00:00:00Z",
    "2011-10-11T13:45Z",
    "2011-10-11t13:45:40z",
    "2011-10-11 13:45:40Z",
    "2011-10-11T13:45:40",
    "2011-10-11T24:00:00Z",
    "2011-10-11T13:45:40.1234567890Z",
    "2011-10-11T13:45:40+01",
    "2011-10-11T13:45:40+01:00:01",
    HostileTexts.CANARY
  };

  /// What the body is.
  record Body(String text, String mediaType) {}

  private AppendBodies() {}

  /// A body for a route that names the stream, or for one that does not.
  static Body any(Dice dice, boolean stream) {
    Body body = whole(dice, stream);
    return dice.oneIn(4)
        ? new Body(HostileTexts.mangled(body.text(), dice), body.mediaType())
        : body;
  }

  private static Body whole(Dice dice, boolean stream) {
    return switch (dice.below(stream ? 5 : 7)) {
      case 0 -> new Body(cloudEvent(dice, stream), "application/cloudevents+json");
      case 1 ->
          new Body(
              list(cloudEvent(dice, stream), cloudEvent(dice, stream)),
              "application/cloudevents-batch+json");
      case 2 -> new Body(list(event(dice, stream), event(dice, stream)), "application/json");
      case 5, 6 -> new Body(envelope(dice), "application/json");
      default -> new Body(event(dice, stream), "application/json");
    };
  }

  private static String envelope(Dice dice) {
    String version =
        dice.oneIn(3)
            ? HostileValues.any(dice)
            : "{\"domain\":\"permit\",\"identifier\":\"case-1\",\"sequence\":"
                + dice.pick("0", "1", "3", "-1", "1.0", "9223372036854775807", "1e3")
                + "}";
    String expected =
        dice.oneIn(2) ? "" : ",\"expected\":" + dice.pick(list(version), list(version, version));
    return "{\"events\":"
        + list(event(dice, false), event(dice, false))
        + expected
        + (dice.oneIn(2) ? "" : ",\"condition\":" + HostileQueries.condition(dice))
        + "}";
  }

  private static String event(Dice dice, boolean stream) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (!stream || dice.oneIn(12)) {
      fields.put("domain", "\"permit\"");
      fields.put("identifier", "\"case-" + dice.below(3) + "\"");
    }
    fields.put("type", "\"received\"");
    fields.put("payload", dice.oneIn(4) ? HostileValues.any(dice) : HostileValues.harmless());
    if (dice.oneIn(3)) {
      String source = "{\"source\":\"" + HostileTexts.CANARY + "\",";
      fields.put(
          "meta",
          dice.oneIn(2)
              ? HostileValues.any(dice)
              : source + "\"" + dice.pick(FIELDS) + "\":" + HostileValues.number(dice) + "}");
    }
    if (dice.oneIn(6)) {
      fields.put("id", dice.pick("\"taken\"", "\"new-" + dice.below(1_000_000) + "\""));
    }
    if (dice.oneIn(6)) {
      fields.put("created", '"' + dice.pick(TIMES) + '"');
    }
    if (dice.oneIn(6)) {
      fields.put("correlationId", "\"chain\"");
    }
    if (dice.oneIn(4)) {
      fields.put("tags", HostileQueries.tags(dice));
    }
    return object(fields, dice);
  }

  private static String cloudEvent(Dice dice, boolean stream) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("specversion", "\"1.0\"");
    fields.put("id", "\"cloud-" + dice.below(1_000_000) + "\"");
    fields.put("source", "\"/" + HostileTexts.CANARY + "\"");
    fields.put("type", "\"received\"");
    if (!stream) {
      fields.put("domain", "\"permit\"");
    }
    if (dice.oneIn(4)) {
      fields.put("time", '"' + dice.pick(TIMES) + '"');
    }
    if (dice.oneIn(4)) {
      fields.put("extension", HostileValues.any(dice));
    }
    fields.put("data", dice.oneIn(4) ? HostileValues.any(dice) : HostileValues.harmless());
    return object(fields, dice);
  }

  /// One field in eight objects is another.
  private static String object(Map<String, String> fields, Dice dice) {
    if (dice.oneIn(8)) {
      fields.put(dice.pick(FIELDS), HostileValues.any(dice));
    }
    if (dice.oneIn(12)) {
      fields.remove(dice.pick(new ArrayList<>(fields.keySet())));
    }
    StringJoiner json = new StringJoiner(",", "{", "}");
    fields.forEach((name, value) -> json.add('"' + name + "\":" + value));
    if (dice.oneIn(24)) {
      fields.forEach((name, value) -> json.add('"' + name + "\":" + value));
    }
    return json.toString();
  }

  private static String list(String... parts) {
    return "[" + String.join(",", List.of(parts)) + "]";
  }
}
