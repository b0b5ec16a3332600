package io.schemeless.eventstore.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Whether the answer to a put shows that what is stored is what was sent. A server that stores
/// something else and answers 200 would lose what is acknowledged next: one that knows no
/// `aws-chunked` keeps the framing of an upload as if it were content.
final class PutProof {
  private PutProof() {}

  /// True if the entity tag is the MD5 of what was sent, as S3's is of an object put in one request
  /// (API reference, Object), or if it need not be, as with keys of KMS, and the checksum that S3
  /// answers is the one of what was sent. False shows nothing: there are servers that say neither.
  static boolean isIn(PutObjectResponse answer, byte[] sent) {
    String tag = answer.eTag() == null ? "" : answer.eTag().replace("\"", "");
    if (tag.equalsIgnoreCase(md5(sent))) {
      return true;
    }
    boolean isMd5 = tag.matches("(?i)[0-9a-f]{32}") && !isEncryptedWithKey(answer);
    return !isMd5 && crc32(sent).equals(answer.checksumCRC32());
  }

  private static boolean isEncryptedWithKey(PutObjectResponse answer) {
    @Nullable ServerSideEncryption encryption = answer.serverSideEncryption();
    return encryption == ServerSideEncryption.AWS_KMS
        || encryption == ServerSideEncryption.AWS_KMS_DSSE
        || answer.sseCustomerAlgorithm() != null;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }
}
