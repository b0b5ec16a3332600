package io.schemeless.eventstore.functions.hostile.requests;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Continuation tokens: good ones, ones of other questions, lives and stores, and damaged ones.
public final class TokenPool {
  private final List<Issued> own = new ArrayList<>();
  private final List<Issued> stale = new ArrayList<>();
  private final List<Issued> foreign = new ArrayList<>();

  /// @param query without the token
  public record Issued(String path, String query, String token) {
    public HostileEvent with(String other) {
      String after = "after=" + HostileTexts.encoded(other);
      return HostileEvent.request("GET", path, query.isEmpty() ? after : query + "&" + after);
    }
  }

  /// Tokens that are good where they are.
  public List<Issued> own() {
    return own;
  }

  /// Tokens of this store's earlier lives.
  public List<Issued> stale() {
    return stale;
  }

  /// Tokens of another store.
  public List<Issued> foreign() {
    return foreign;
  }

  public void add(Issued issued) {
    own.add(issued);
  }

  public void foreign(List<Issued> tokens) {
    foreign.addAll(tokens);
  }

  /// The store was emptied.
  public void outlived() {
    stale.addAll(own);
    own.clear();
  }

  public HostileEvent any(Dice dice) {
    Issued issued = dice.pick(own);
    return switch (dice.below(8)) {
      case 0 -> issued.with(issued.token());
      case 1 -> issued.with(dice.pick(own).token());
      case 2 -> dice.pick(stale).with(dice.pick(stale).token());
      case 3 -> dice.pick(foreign).with(dice.pick(foreign).token());
      case 4 -> issued.with(flipped(issued.token(), dice.below(bits(issued.token()))));
      case 5 -> issued.with(HostileTexts.mangled(issued.token(), dice));
      case 6 -> issued.with(reshaped(issued.token(), dice));
      default -> issued.with(HostileTexts.any(dice));
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

  public static int bits(String token) {
    return Base64.getUrlDecoder().decode(token).length * Byte.SIZE;
  }

  /// The token with one bit of what it encodes changed.
  public static String flipped(String token, int bit) {
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
