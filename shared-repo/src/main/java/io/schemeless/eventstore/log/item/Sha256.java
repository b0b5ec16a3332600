package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The one digest of the store, by FIPS 180-4: 32 bytes.
public final class Sha256 {
  private Sha256() {}

  public static Value.Bytes of(byte[] bytes) {
    try {
      return new Value.Bytes(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Of a text's UTF-8.
  public static Value.Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
