package io.schemeless.eventstore.log.prefix;

import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.store.ContinuationToken;
import io.schemeless.eventstore.store.StoreException.StoreWasReset;
import io.schemeless.eventstore.store.StoreException.TokenRejected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Tokens as text: base64url of version, store, incarnation, epoch, what was asked, the place, and
/// the first 8 bytes of the SHA-256 of all that. The digest finds damage; it is no secret, and
/// guards none.
public final class Tokens {
  private static final int VERSION = 1;
  private static final int DIGEST = 8;

  private Tokens() {}

  /// Writes or reads the place in a token.
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /// @param scope what the token goes on with; it is good for nothing else
  public static ContinuationToken of(Meta meta, String scope, Writer place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(meta.store());
      out.writeUTF(meta.incarnation());
      out.writeLong(meta.epoch());
      out.write(digest(scope.getBytes(StandardCharsets.UTF_8)));
      place.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes.writeBytes(digest(bytes.toByteArray()));
    return new ContinuationToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray()));
  }

  /// The place in a token, if it was made by this life of this store for this question.
  ///
  /// @param scope the question; none for a place in the log, whatever was asked there
  public static <T> T read(
      ContinuationToken token, Meta meta, @Nullable String scope, Reader<T> place) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content(token)))) {
      if (in.readUnsignedByte() != VERSION) {
        throw new TokenRejected("the token has a version that this library does not know");
      }
      if (!in.readUTF().equals(meta.store())) {
        throw new TokenRejected("the token belongs to another store");
      }
      boolean sameLife = in.readUTF().equals(meta.incarnation()) & in.readLong() == meta.epoch();
      if (!sameLife) {
        throw new StoreWasReset();
      }
      byte[] asked = in.readNBytes(DIGEST);
      if (scope != null && !Arrays.equals(asked, digest(scope.getBytes(StandardCharsets.UTF_8)))) {
        throw new TokenRejected("the token was made for another question or filter");
      }
      T read = place.read(in);
      if (in.read() >= 0) {
        throw new TokenRejected("the token was made for another question or filter");
      }
      return read;
    } catch (IOException e) {
      throw damaged();
    }
  }

  private static byte[] content(ContinuationToken token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token.value());
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
    String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (bytes.length <= DIGEST || !again.equals(token.value())) {
      throw damaged();
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - DIGEST);
    byte[] check = Arrays.copyOfRange(bytes, content.length, bytes.length);
    if (!Arrays.equals(check, digest(content))) {
      throw damaged();
    }
    return content;
  }

  private static TokenRejected damaged() {
    return new TokenRejected("the token is damaged");
  }

  private static byte[] digest(byte[] bytes) {
    return Arrays.copyOf(Sha256.of(bytes).value(), DIGEST);
  }
}
