package io.schemeless.eventstore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// The values are of `printf hello | md5sum` and of `crc32`, in base 64.
class PutProofTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
  private static final String MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";
  private static final String OTHER_MD5 = "\"00000000000000000000000000000000\"";
  private static final String CRC32 = "NhCmhg==";

  private static PutObjectResponse.Builder answer() {
    return PutObjectResponse.builder();
  }

  @Test
  void an_entity_tag_that_is_the_md5_proves_it() {
    assertThat(PutProof.isIn(answer().eTag(MD5).build(), HELLO)).isTrue();
    assertThat(PutProof.isIn(answer().eTag(MD5.toUpperCase(java.util.Locale.ROOT)).build(), HELLO))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"AWS_KMS", "AWS_KMS_DSSE"})
  void under_a_key_of_kms_the_checksum_does(ServerSideEncryption encryption) {
    PutObjectResponse.Builder answer =
        answer().eTag(OTHER_MD5).serverSideEncryption(encryption).checksumCRC32(CRC32);

    assertThat(PutProof.isIn(answer.build(), HELLO)).isTrue();
    assertThat(PutProof.isIn(answer.checksumCRC32("AAAAAA==").build(), HELLO)).isFalse();
  }

  /// Directory buckets give tags of another form.
  @Test
  void behind_a_tag_of_another_form_the_checksum_does() {
    assertThat(PutProof.isIn(answer().eTag("\"opaque\"").checksumCRC32(CRC32).build(), HELLO))
        .isTrue();
    assertThat(PutProof.isIn(answer().checksumCRC32(CRC32).build(), HELLO)).isTrue();
  }

  /// A server may repeat the checksum that was sent, and store something else.
  @Test
  void another_md5_is_no_proof_whatever_the_checksum_says() {
    assertThat(PutProof.isIn(answer().eTag(OTHER_MD5).checksumCRC32(CRC32).build(), HELLO))
        .isFalse();
  }

  @Test
  void an_answer_that_says_nothing_is_no_proof() {
    assertThat(PutProof.isIn(answer().build(), HELLO)).isFalse();
    assertThat(PutProof.isIn(answer().eTag("\"opaque\"").build(), HELLO)).isFalse();
  }
}
