package io.schemeless.eventstore.log.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.json.Json;
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

/// A table as the library wrote it when its format was 1: every item of five appends, captured at
/// commit 075f5b8. Its times are moved to now, as idempotency keys are honoured for days only.
final class EarlierFormat {
  private static final long CAPTURED = 1_795_871_781_184L;

  private EarlierFormat() {}

  static MemoryCells table() throws IOException {
    MemoryCells cells = new MemoryCells();
    long later = System.currentTimeMillis() - CAPTURED;
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

  private static Iterable<String> lines() throws IOException {
    try (InputStream in = EarlierFormat.class.getResourceAsStream("/format-1.jsonl")) {
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
