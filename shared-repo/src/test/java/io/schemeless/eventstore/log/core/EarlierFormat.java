package io.schemeless.eventstore.log.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.item.CommitRef;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Packed;
import io.schemeless.eventstore.log.item.Slot;
import io.schemeless.eventstore.memory.MemoryCells;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Condition;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// Tables as the library wrote them in earlier formats. Their times are moved to now, as
/// idempotency keys are honoured for days only.
public enum EarlierFormat {
  /// Every item of five appends, captured at commit 075f5b8.
  FORMAT_1("/format-1.jsonl", 1_795_871_781_184L),

  /// Every item of twelve appends, two of them under conditions or with tags, half of them packed
  /// with a dictionary, and a sealed hole; captured at commit 4983e55.
  FORMAT_3("/format-3.jsonl", 1_795_936_383_864L);

  private final String file;
  private final long captured;

  EarlierFormat(String file, long captured) {
    this.file = file;
    this.captured = captured;
  }

  /// A committed slot as it was put before format 4.
  public static Cell slot(Key key, Slot.Committed slot) {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("cid", slot.commitId().value());
    attributes.put("at", new Value.Number(slot.at()));
    attributes.put("rec", new Value.Number(slot.recorded()));
    attributes.put("refs", new Value.Texts(slot.refs().stream().map(EarlierFormat::ref).toList()));
    Packed copy = slot.copy();
    if (copy != null) {
      attributes.put("body", new Value.Bytes(copy.bytes()));
      if (copy.raw() != null) {
        attributes.put("raw", new Value.Number(copy.raw()));
      }
      if (copy.dictionary() != 0) {
        attributes.put("dic", new Value.Number(copy.dictionary()));
      }
    }
    return new Cell(key, attributes);
  }

  private static String ref(CommitRef ref) {
    return ref.first() + "+" + ref.count() + "@" + ref.indexes() + ":" + Keys.name(ref.stream());
  }

  MemoryCells table() throws IOException {
    MemoryCells cells = new MemoryCells();
    long later = System.currentTimeMillis() - captured;
    for (String line : lines()) {
      JsonNode item = Json.parse(line).toNode();
      Map<String, Value> attributes = new HashMap<>();
      item.properties()
          .forEach(
              field -> {
                if (!field.getKey().equals("pk") && !field.getKey().equals("sk")) {
                  attributes.put(field.getKey(), value(field.getKey(), field.getValue(), later));
                }
              });
      attributes.computeIfPresent("table", (_, _) -> new Value.Text(cells.tableId()));
      Key key = new Key(item.path("pk").asText(), item.path("sk").asText());
      cells.put(new Cell(key, attributes), new Condition.Absent());
    }
    return cells;
  }

  private Iterable<String> lines() throws IOException {
    try (InputStream in = EarlierFormat.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static Value value(String name, JsonNode typed, long later) {
    return switch (typed.properties().iterator().next().getKey()) {
      case "S" -> new Value.Text(typed.path("S").asText());
      case "B" -> new Value.Bytes(Base64.getDecoder().decode(typed.path("B").asText()));
      case "L" ->
          new Value.Texts(
              StreamSupport.stream(typed.path("L").spliterator(), false)
                  .map(text -> text.path("S").asText())
                  .toList());
      default -> new Value.Number(moved(name, typed.path("N").asLong(), later));
    };
  }

  private static long moved(String name, long number, long later) {
    return switch (name) {
      case "rec", "at" -> number + later;
      case "ttl" -> number + later / 1000;
      default -> number;
    };
  }
}
