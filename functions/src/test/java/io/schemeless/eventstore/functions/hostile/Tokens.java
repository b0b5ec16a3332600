package io.schemeless.eventstore.functions.hostile;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Continuation tokens: good ones, ones of other questions, lives and stores, and damaged ones.
final class Tokens {
  private final List<Asked> own = new ArrayList<>();
  private final List<Asked> stale = new ArrayList<>();
  private final List<Asked> foreign = new ArrayList<>();

  /// @param query without the token
  record Asked(String path, String query, String token) {
    HostileEvent with(String other) {
      String after = "after=" + Texts.encoded(other);
      return HostileEvent.request("GET", path, query.isEmpty() ? after : query + "&" + after);
    }
  }

  /// Tokens that are good where they are.
  List<Asked> own() {
    return own;
  }

  /// Tokens of this store's earlier lives.
  List<Asked> stale() {
    return stale;
  }

  /// Tokens of another store.
  List<Asked> foreign() {
    return foreign;
  }

  void add(Asked asked) {
    own.add(asked);
  }

  void foreign(List<Asked> tokens) {
    foreign.addAll(tokens);
  }

  /// The store was emptied.
  void outlived() {
    stale.addAll(own);
    own.clear();
  }

  HostileEvent any(Dice dice) {
    Asked asked = dice.pick(own);
    return switch (dice.below(8)) {
      case 0 -> asked.with(asked.token());
      case 1 -> asked.with(dice.pick(own).token());
      case 2 -> dice.pick(stale).with(dice.pick(stale).token());
      case 3 -> dice.pick(foreign).with(dice.pick(foreign).token());
      case 4 -> asked.with(flipped(asked.token(), dice.below(bits(asked.token()))));
      case 5 -> asked.with(Texts.mangled(asked.token(), dice));
      case 6 -> asked.with(reshaped(asked.token(), dice));
      default -> asked.with(Texts.any(dice));
    };
  }

  private static String reshaped(String token, Dice dice) {
    String plain = Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(token));
    return dice.pick(
        token.substring(0, dice.below(token.length())),
        token.substring(1),
        token + "A",
        token + "=",
        token + token,
        token + "\n",
        " " + token,
        plain,
        plain + "=",
        token.toUpperCase(Locale.ROOT),
        token.replaceAll("(.{8})", "$1\r\n"),
        token.repeat(100));
  }

  static int bits(String token) {
    return Base64.getUrlDecoder().decode(token).length * Byte.SIZE;
  }

  /// The token with one bit of what it encodes changed.
  static String flipped(String token, int bit) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
