package io.schemeless.eventstore.functions.hostile.requests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/// Bodies that want much room or time of whoever reads them: huge, deep, of many parts, or packed.
final class Bombs {
  private static final int MAX_BODY = 4 * 1024 * 1024;
  private static final String EVENT = "{\"type\":\"t\",\"payload\":0}";

  private Bombs() {}

  /// For a route that names the stream.
  static String any(Dice dice) {
    return switch (dice.below(14)) {
      case 0 ->
          payload("\"" + HostileTexts.CANARY + "a".repeat(dice.pick(3_000_000, 3_145_728)) + "\"");
      case 1 ->
          EVENT + " ".repeat(dice.pick(MAX_BODY, MAX_BODY + 1, MAX_BODY + 1) - EVENT.length());
      case 2 -> "[".repeat(dice.pick(MAX_BODY, MAX_BODY + 1));
      case 3 -> "{\"a\":".repeat(MAX_BODY / 5);
      case 4 -> "[" + "[],".repeat(1_000_000) + "[]]";
      case 5 -> payload("[" + "0,".repeat(1_000_000) + "0]");
      case 6 -> payload("9".repeat(1_000_000));
      case 7 -> payload("{\"" + "k".repeat(dice.pick(49_999, 50_000, 50_001)) + "\":1,}");
      case 8 -> deepKeys(dice.pick("/", "~", "k", "é"));
      case 9 -> list(dice.pick(1_000, 1_001, 150_000), _ -> EVENT);
      case 10 ->
          list(dice.pick(100, 101), i -> "{\"type\":\"t\",\"payload\":0,\"id\":\"b" + i + "\"}");
      case 11 ->
          payload(
              "{"
                  + IntStream.range(0, 200_000)
                      .mapToObj(i -> "\"" + i + "\":0")
                      .collect(Collectors.joining(","))
                  + "}");
      case 12 ->
          "{\"type\":\"t\",\"payload\":0,\"meta\":\""
              + "m".repeat(dice.pick(65_534, 65_535))
              + "\"}";
      default -> "{\"type\":\"" + "t".repeat(dice.pick(513, 4_000_000)) + "\",\"payload\":0}";
    };
  }

  /// For the route that takes any streams.
  static String ofAnyStreams(Dice dice) {
    return dice.oneIn(2)
        ? list(dice.pick(100, 101), i -> "{\"domain\":\"d" + i + "\",\"type\":\"t\",\"payload\":0}")
        : "{\"expected\":"
            + list(50_000, i -> "{\"domain\":\"d" + i + "\",\"sequence\":0}")
            + ",\"events\":[{\"domain\":\"d\",\"type\":\"t\",\"payload\":0}]}";
  }

  /// A place that takes longer to name than the body is.
  private static String deepKeys(String character) {
    String key = "{\"" + character.repeat(49_000) + "\":";
    return "{\"payload\":" + key.repeat(60 / Math.max(1, bytes(character).length)) + "nonsense";
  }

  private static String payload(String value) {
    return "{\"type\":\"t\",\"payload\":" + value + "}";
  }

  private static String list(int size, IntFunction<String> each) {
    return IntStream.range(0, size).mapToObj(each).collect(Collectors.joining(",", "[", "]"));
  }

  /// A gigabyte's promise in few bytes, or just an event.
  static byte[] compressed(Dice dice) {
    byte[] plain = bytes(dice.oneIn(8) ? payload("\"" + "a".repeat(8_000_000) + "\"") : EVENT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed =
        dice.oneIn(3) ? new DeflaterOutputStream(out) : new GZIPOutputStream(out)) {
      packed.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
