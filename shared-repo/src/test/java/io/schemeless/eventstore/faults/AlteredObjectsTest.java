package io.schemeless.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.testing.LocalAws;
import io.schemeless.eventstore.verify.Finding.Kind;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// An object that is gone, or is not what was written: every read that meets it says so, every
/// other one goes on, and nothing altered is ever shown.
class AlteredObjectsTest {
  private static StorePlace place;
  private static String key;
  private static byte[] written;

  enum Alteration {
    OTHER_BYTES(
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        }),
    TRUNCATED(bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
    EMPTY(_ -> new byte[0]),
    LONGER(bytes -> Arrays.copyOf(bytes, bytes.length + 1));

    private final UnaryOperator<byte[]> change;

    Alteration(UnaryOperator<byte[]> change) {
      this.change = change;
    }
  }

  @BeforeAll
  static void fill() {
    place = SampleStore.filled();
    key = LocalAws.s3().listObjectsV2(r -> r.bucket(place.bucket())).contents().getFirst().key();
    written = LocalAws.s3().getObjectAsBytes(r -> r.bucket(place.bucket()).key(key)).asByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void an_altered_object_is_never_shown(Alteration alteration) {
    put(alteration.change.apply(written.clone()));

    assertFoundOut(Kind.OBJECT_ALTERED);
  }

  @Test
  void a_missing_object_is_told() {
    LocalAws.s3().deleteObject(r -> r.bucket(place.bucket()).key(key));

    assertFoundOut(Kind.OBJECT_MISSING);
  }

  private static void assertFoundOut(Kind finding) {
    EventStore store = place.open();
    assertThat(EveryReadOperation.values())
        .hasSizeGreaterThan(EveryReadOperation.OF_OBJECTS.size());
    for (EveryReadOperation read : EveryReadOperation.values()) {
      if (EveryReadOperation.OF_OBJECTS.contains(read)) {
        assertThatThrownBy(() -> read.run(store))
            .as("%s", read)
            .isInstanceOf(StoreException.CorruptData.class);
      } else {
        assertThat(read.run(store)).as("%s", read).isNotNull();
      }
    }
    assertThat(place.verify().findings()).allMatch(found -> found.kind() == finding).isNotEmpty();
    store.append(AppendRequest.of(SampleStore.event(SampleStore.A, "\"goes on\"")));
    put(written);
    for (EveryReadOperation read : EveryReadOperation.OF_OBJECTS) {
      assertThat(read.run(store)).as("%s", read).isNotNull();
    }
    place.sound();
  }

  private static void put(byte[] body) {
    LocalAws.s3().putObject(r -> r.bucket(place.bucket()).key(key), RequestBody.fromBytes(body));
  }
}
