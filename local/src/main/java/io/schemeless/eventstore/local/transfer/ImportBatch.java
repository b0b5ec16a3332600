package io.schemeless.eventstore.local.transfer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Events that go into a store with one append.
///
/// @param first the place of its first event in the source, from 0
/// @param key tells the batch from every other of the source: made of all that the source has up to
///   its end
record ImportBatch(List<Item> items, String key) {
  /// @param number its place in the source, from 1
  record Item(long number, byte[] json, EventLook look) {}

  ImportBatch {
    items = List.copyOf(items);
  }

  boolean isCloudEvents() {
    return items.getFirst().look().isCloudEvent();
  }

  boolean hasIds() {
    return items.getFirst().look().id() != null;
  }

  String mediaType() {
    return isCloudEvents() ? "application/cloudevents-batch+json" : "application/json";
  }

  /// Some of its items, as a batch of its own.
  ImportBatch part(List<Item> some, String suffix) {
    return new ImportBatch(some, key + suffix);
  }

  List<ImportBatch> halves() {
    int middle = items.size() / 2;
    List<ImportBatch> halves = new ArrayList<>();
    halves.add(part(items.subList(0, middle), "a"));
    halves.add(part(items.subList(middle, items.size()), "b"));
    return halves;
  }

  /// The request's body: the events as they came.
  byte[] body(boolean expectSequences) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(items.size() * 512);
    boolean enveloped = expectSequences && !isCloudEvents();
    out.writeBytes(ascii(enveloped ? "{\"events\":[" : "["));
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(items.get(i).json());
    }
    out.write(']');
    if (enveloped) {
      out.writeBytes(expected());
      out.write('}');
    }
    return out.toByteArray();
  }

  /// What the streams must be at so that each event gets the sequence that it had.
  private byte[] expected() {
    Map<String, EventLook> firsts = new LinkedHashMap<>();
    for (Item item : items) {
      if (item.look().sequence() > 0) {
        firsts.putIfAbsent(item.look().stream(), item.look());
      }
    }
    StringBuilder text = new StringBuilder(",\"expected\":[");
    for (EventLook look : firsts.values()) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
      text.append("{\"domain\":").append(quoted(look.domain()));
      if (look.identifier() != null) {
        text.append(",\"identifier\":").append(quoted(look.identifier()));
      }
      text.append(",\"sequence\":").append(look.sequence() - 1).append('}');
    }
    return text.append(']').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String quoted(@org.jspecify.annotations.Nullable String text) {
    return "\""
        + new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance()
                .quoteAsString(text == null ? "" : text))
        + "\"";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
