package io.schemeless.eventstore.functions.hostile.requests;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Puts a body onto an event: its text, its bytes, and what is said of them.
final class Bodies {
  private static final String[] TYPES = {
    "application/json",
    "Application/JSON; charset=\"UTF-8\"",
    "application/json;charset=utf-16",
    "application/json; charset=" + HostileTexts.CANARY,
    "application/json;",
    "application/json, application/json",
    "application/cloudevents+json",
    "application/cloudevents-batch+json",
    "application/problem+json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "text/" + HostileTexts.CANARY,
    "*/*",
    ";",
    "",
    "\r\n"
  };
  private static final String[] ENCODINGS = {
    "gzip",
    "GZIP",
    "x-gzip",
    "deflate",
    "br",
    "identity",
    "identity, gzip",
    "gzip, gzip",
    "",
    HostileTexts.CANARY
  };

  private Bodies() {}

  /// @param stream whether the address names the stream
  static void give(HostileEvent event, Dice dice, boolean stream) {
    if (dice.oneIn(100)) {
      event.header("content-type", "application/json");
      event.body(dice.oneIn(6) ? Bombs.ofAnyStreams(dice) : Bombs.any(dice));
      return;
    }
    AppendBodies.Body body =
        event.path().endsWith("/query/events")
            ? new AppendBodies.Body(HostileQueries.body(dice), "application/json")
            : AppendBodies.any(dice, stream);
    event.header("content-type", dice.oneIn(12) ? dice.pick(TYPES) : body.mediaType());
    switch (dice.below(16)) {
      case 0 -> strange(event, body.text(), dice);
      case 1, 2, 3 -> event.bytes(body.text().getBytes(StandardCharsets.UTF_8));
      default -> event.body(body.text());
    }
  }

  private static void strange(HostileEvent event, String text, Dice dice) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    switch (dice.below(10)) {
      case 0 -> event.base64(text);
      case 1 -> event.base64(wrongAlphabet(bytes, dice));
      case 2 -> event.body("\ufeff" + text);
      case 3 -> event.bytes(("\ufeff" + text).getBytes(StandardCharsets.UTF_8));
      case 4 -> event.bytes(inOtherCharset(text, dice));
      case 5 -> event.bytes(brokenUtf8(bytes, dice));
      case 6 ->
          event.bytes(Bombs.compressed(dice)).header("content-encoding", dice.pick(ENCODINGS));
      case 7 -> event.header("content-encoding", dice.pick(ENCODINGS)).body(text);
      case 8 -> event.body(null);
      default -> event.body(dice.pick("", " ", "\u0000", "null", text + text, text + "x"));
    }
  }

  private static String wrongAlphabet(byte[] bytes, Dice dice) {
    String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String mime = Base64.getMimeEncoder().encodeToString(bytes);
    return dice.pick(
        url, mime, mime + "====", url + "*", " " + url, url + "\u0000", url + "é", "=");
  }

  private static byte[] inOtherCharset(String text, Dice dice) {
    Charset other =
        dice.pick(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_32BE,
            StandardCharsets.ISO_8859_1);
    return (text + "é").getBytes(other);
  }

  private static byte[] brokenUtf8(byte[] bytes, Dice dice) {
    int[] broken =
        dice.pick(
            new int[] {0xc0, 0x80},
            new int[] {0xc0, 0xaf},
            new int[] {0xed, 0xa0, 0x80},
            new int[] {0xf4, 0x90, 0x80, 0x80},
            new int[] {0xff},
            new int[] {0xe2, 0x82},
            new int[] {0x80});
    byte[] spoilt = bytes.clone();
    int at = dice.below(Math.max(1, spoilt.length));
    for (int i = 0; i < broken.length && at + i < spoilt.length; i++) {
      spoilt[at + i] = (byte) broken[i];
    }
    return spoilt;
  }
}
