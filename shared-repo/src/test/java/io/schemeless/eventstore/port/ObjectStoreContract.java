package io.schemeless.eventstore.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the protocol relies on in every bucket.
public abstract class ObjectStoreContract {
  private ObjectStore objects;

  /// A new, empty bucket.
  protected abstract ObjectStore emptyBucket();

  @BeforeEach
  void open() {
    objects = emptyBucket();
  }

  @Test
  void a_missing_object_is_none() {
    assertThat(objects.get("no/such")).isNull();
  }

  @Test
  void an_object_comes_back_byte_by_byte() {
    byte[] body = new byte[3 * 1024 * 1024 + 1];
    new Random(1).nextBytes(body);

    objects.put("a/b c+é%2F.bin", body);

    assertThat(objects.get("a/b c+é%2F.bin")).isEqualTo(body);
  }

  @Test
  void an_empty_object_is_not_a_missing_one() {
    objects.put("empty", new byte[0]);

    assertThat(objects.get("empty")).isEmpty();
  }

  @Test
  void a_second_put_replaces_the_first() {
    objects.put("k", new byte[] {1});

    objects.put("k", new byte[] {2});

    assertThat(objects.get("k")).containsExactly(2);
  }

  @Test
  void objects_below_a_prefix_are_deleted_and_counted_and_no_others() {
    objects.put("a/1", new byte[] {1});
    objects.put("a/2", new byte[] {1});
    objects.put("ab", new byte[] {1});

    assertThat(objects.deleteSome("a/")).isEqualTo(2);

    assertThat(objects.deleteSome("a/")).isZero();
    assertThat(objects.get("a/1")).isNull();
    assertThat(objects.get("ab")).isNotNull();
  }

  @Test
  void more_than_a_thousand_objects_are_deleted_in_several_steps() {
    IntStream.range(0, 1_005).parallel().forEach(i -> objects.put("a/" + i, new byte[] {1}));

    int first = objects.deleteSome("a/");
    int second = objects.deleteSome("a/");

    assertThat(first).isPositive().isLessThanOrEqualTo(1_000);
    assertThat(first + second).isEqualTo(1_005);
    assertThat(objects.deleteSome("a/")).isZero();
  }

  @Test
  void a_listing_goes_on_after_any_key_and_ends_empty() {
    IntStream.range(0, 1_005)
        .parallel()
        .forEach(i -> objects.put("a/%04d".formatted(i), new byte[1 + i % 3]));
    objects.put("ab", new byte[] {1});

    List<ObjectStore.Entry> all = new ArrayList<>(objects.list("a/", null));
    assertThat(all).isNotEmpty().hasSizeLessThanOrEqualTo(1_000);
    for (List<ObjectStore.Entry> page = all; !page.isEmpty(); ) {
      page = objects.list("a/", all.getLast().key());
      all.addAll(page);
    }

    assertThat(all)
        .containsExactlyElementsOf(
            IntStream.range(0, 1_005)
                .mapToObj(i -> new ObjectStore.Entry("a/%04d".formatted(i), 1 + i % 3))
                .toList());
    assertThat(objects.list("", "a/1003"))
        .containsExactly(new ObjectStore.Entry("a/1004", 3), new ObjectStore.Entry("ab", 1));
  }
}
