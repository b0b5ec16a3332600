package io.schemeless.eventstore.functions.hostile.valid;

import io.schemeless.eventstore.functions.hostile.requests.Dice;
import io.schemeless.eventstore.functions.hostile.requests.HostileTexts;
import io.schemeless.eventstore.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A valid event as a client sends it, and the fields that a reader must get back.
///
/// @param expected the fields of the event in the same format, as compact JSON
record ValidEvent(String sent, Map<String, String> expected) {
  private static final RoundTrip[] TIMES = {
    RoundTrip.plain("2011-10-11T13:45:40.276Z"),
    new RoundTrip("2011-10-11T13:45:40Z", "2011-10-11T13:45:40.000Z"),
    new RoundTrip("2011-10-11T15:45:40.5+02:00", "2011-10-11T13:45:40.500Z"),
    new RoundTrip("2012-02-29T00:00:00.1234567-23:59", "2012-02-29T23:59:00.1234567Z"),
    new RoundTrip("0000-01-01T00:00:00-00:00", "0000-01-01T00:00:00.000Z"),
    RoundTrip.plain("9999-12-31T23:59:59.999999999Z")
  };

  /// @param stream what the event itself says of its stream
  static ValidEvent event(Dice dice, Map<String, RoundTrip> stream) {
    Map<String, RoundTrip> fields = new LinkedHashMap<>(stream);
    fields.put("type", name(dice));
    fields.put("payload", ValidValues.value(dice));
    if (dice.oneIn(2)) {
      fields.put("meta", ValidValues.object(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("id", RoundTrip.string(ValidValues.fresh(dice), dice));
    }
    if (dice.oneIn(3)) {
      fields.put("correlationId", name(dice));
      fields.put("causationId", name(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("created", time(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("tags", tags(dice));
    }
    return of(fields, dice);
  }

  /// What the query says beside the id: a CloudEvent is named by its source, too.
  String source() {
    String source = expected.get("source");
    return source == null
        ? ""
        : "&source=" + HostileTexts.encoded(Json.parse(source).toNode().textValue());
  }

  /// The same in the format of CloudEvents.
  static ValidEvent cloudEvent(Dice dice, Map<String, RoundTrip> stream) {
    Map<String, RoundTrip> fields = new LinkedHashMap<>(stream);
    fields.put("specversion", RoundTrip.plain("\"1.0\""));
    fields.put("id", RoundTrip.string(ValidValues.fresh(dice), dice));
    fields.put(
        "source", RoundTrip.string("/" + HostileTexts.encoded(ValidValues.text(dice, 40)), dice));
    fields.put("type", name(dice));
    fields.put("data", ValidValues.value(dice));
    if (dice.oneIn(2)) {
      fields.put("subject", RoundTrip.string(ValidValues.text(dice, 40), dice));
    }
    if (dice.oneIn(2)) {
      fields.put(
          dice.pick("sampled", "7", "traceparent"),
          RoundTrip.plain(dice.pick("true", "-2147483648", "\"\"")));
    }
    if (dice.oneIn(3)) {
      fields.put("correlationid", name(dice));
      fields.put("causationid", name(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("time", time(dice));
    }
    return of(fields, dice);
  }

  /// Up to 20, no two the same.
  private static RoundTrip tags(Dice dice) {
    RoundTrip all = RoundTrip.plain("[");
    for (int i = dice.pick(1, 2, 20); i > 0; i--) {
      RoundTrip tag = RoundTrip.string(i + ValidValues.text(dice, 60), dice);
      all = all.then("", "", tag).then("", "", RoundTrip.plain(i == 1 ? "" : ","));
    }
    return all.then("", "", RoundTrip.plain("]"));
  }

  private static RoundTrip name(Dice dice) {
    return RoundTrip.string(ValidValues.name(dice), dice);
  }

  private static RoundTrip time(Dice dice) {
    return dice.pick(TIMES).in(RoundTrip.plain("\""), "\"");
  }

  /// In any order.
  private static ValidEvent of(Map<String, RoundTrip> fields, Dice dice) {
    List<String> members = new ArrayList<>();
    Map<String, String> expected = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          members.add(dice.pick("", " ", "\n") + '"' + name + "\":" + value.sent());
          expected.put(name, value.expected());
        });
    Collections.rotate(members, dice.below(members.size()));
    return new ValidEvent("{" + String.join(",", members) + "}", expected);
  }
}
