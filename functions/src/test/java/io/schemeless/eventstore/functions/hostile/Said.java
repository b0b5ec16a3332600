package io.schemeless.eventstore.functions.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A valid event as a client sends it, and what a reader must be told of it.
///
/// @param told the fields of the event in the same format, as compact JSON
record Said(String sent, Map<String, String> told) {
  private static final Twin[] TIMES = {
    Twin.plain("2011-10-11T13:45:40.276Z"),
    new Twin("2011-10-11T13:45:40Z", "2011-10-11T13:45:40.000Z"),
    new Twin("2011-10-11T15:45:40.5+02:00", "2011-10-11T13:45:40.500Z"),
    new Twin("2012-02-29T00:00:00.1234567-23:59", "2012-02-29T23:59:00.1234567Z"),
    new Twin("0000-01-01T00:00:00-00:00", "0000-01-01T00:00:00.000Z"),
    Twin.plain("9999-12-31T23:59:59.999999999Z")
  };

  /// @param stream what the event itself says of its stream
  static Said event(Dice dice, Map<String, Twin> stream) {
    Map<String, Twin> fields = new LinkedHashMap<>(stream);
    fields.put("type", name(dice));
    fields.put("payload", Sound.value(dice));
    if (dice.oneIn(2)) {
      fields.put("meta", Sound.object(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("id", Twin.string(Sound.fresh(dice), dice));
    }
    if (dice.oneIn(3)) {
      fields.put("correlationId", name(dice));
      fields.put("causationId", name(dice));
    }
    if (dice.oneIn(3)) {
      fields.put("created", time(dice));
    }
    return of(fields, dice);
  }

  /// The same in the format of CloudEvents.
  static Said cloudEvent(Dice dice, Map<String, Twin> stream) {
    Map<String, Twin> fields = new LinkedHashMap<>(stream);
    fields.put("specversion", Twin.plain("\"1.0\""));
    fields.put("id", Twin.string(Sound.fresh(dice), dice));
    fields.put("source", Twin.string("/" + Texts.encoded(Sound.text(dice, 40)), dice));
    fields.put("type", name(dice));
    fields.put("data", Sound.value(dice));
    if (dice.oneIn(2)) {
      fields.put("subject", Twin.string(Sound.text(dice, 40), dice));
    }
    if (dice.oneIn(2)) {
      fields.put(
          dice.pick("sampled", "7", "traceparent"),
          Twin.plain(dice.pick("true", "-2147483648", "\"\"")));
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

  private static Twin name(Dice dice) {
    return Twin.string(Sound.name(dice), dice);
  }

  private static Twin time(Dice dice) {
    return dice.pick(TIMES).in(Twin.plain("\""), "\"");
  }

  /// In any order.
  private static Said of(Map<String, Twin> fields, Dice dice) {
    List<String> members = new ArrayList<>();
    Map<String, String> told = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          members.add(dice.pick("", " ", "\n") + '"' + name + "\":" + value.sent());
          told.put(name, value.told());
        });
    Collections.rotate(members, dice.below(members.size()));
    return new Said("{" + String.join(",", members) + "}", told);
  }
}
