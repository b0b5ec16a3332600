package io.schemeless.eventstore.log.item;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.core.EarlierFormat;
import io.schemeless.eventstore.port.ItemSize;
import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.StreamId;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/// What is written is what is read, and no two different things are written alike.
class CodecProperties {
  private static final String SEPARATORS = "/:=-+@,.0123456789%\r\n\u0000é漢😀ab";

  @Provide
  Arbitrary<String> names() {
    int[] points = SEPARATORS.codePoints().toArray();
    return Arbitraries.integers()
        .between(0, points.length - 1)
        .map(i -> Character.toString(points[i]))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<StreamId> streams() {
    return Combinators.combine(names(), names().injectNull(0.2)).as(StreamId::of);
  }

  @Property
  void a_stream_comes_back_from_its_key(
      @ForAll("streams") StreamId stream, @ForAll @LongRange(min = 1) long version) {
    Keys keys = new Keys("abcdefghijklmnop");

    assertThat(Keys.streamOf(keys.commit(stream, version % Keys.MAX_NUMBER))).isEqualTo(stream);
  }

  @Property
  void different_streams_have_different_keys(
      @ForAll("streams") StreamId one, @ForAll("streams") StreamId other) {
    assertThat(Keys.name(one).equals(Keys.name(other))).isEqualTo(one.equals(other));
  }

  @Property
  void sort_keys_are_ordered_as_their_numbers(
      @ForAll @LongRange(max = Keys.MAX_NUMBER) long one,
      @ForAll @LongRange(max = Keys.MAX_NUMBER) long other) {
    assertThat(Integer.signum(Keys.number(one).compareTo(Keys.number(other))))
        .isEqualTo(Long.compare(one, other));
  }

  @Property
  void a_slot_comes_back_from_its_cell(
      @ForAll("streams") StreamId stream,
      @ForAll @LongRange(min = 1, max = Keys.MAX_NUMBER) long first,
      @ForAll @Size(min = 1, max = 40) @UniqueElements
          List<@IntRange(min = 0, max = 999) Integer> places,
      @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long recorded,
      @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long later,
      @ForAll @Size(max = 20) byte[] plain) {
    int[] rising = places.stream().mapToInt(Integer::intValue).sorted().toArray();
    CommitRef ref = new CommitRef(stream, first, new Indexes(rising));

    CommitRef whole = new CommitRef(stream, first, Indexes.firsts(places.size()));
    CommitId id =
        new CommitId(new Value.Bytes(Arrays.copyOf(Sha256.of(stream.domain()).value(), 16)));
    Key key = new Keys("abcdefghijklmnop").slot(7);
    for (@Nullable Packed copy : Arrays.asList(null, Packed.plain(plain), Packed.deflated(plain))) {
      Slot.Committed slot =
          new Slot.Committed(id, recorded + later, recorded, List.of(ref, whole), copy);

      Slot.Committed read = (Slot.Committed) Slot.of(slot.cell(key));
      Slot.Committed earlier = (Slot.Committed) Slot.of(EarlierFormat.slot(key, slot));

      assertThat(read.with(null)).isEqualTo(slot.with(null)).isEqualTo(earlier.with(null));
      assertThat(read.copy() == null ? null : read.copy().unpack())
          .isEqualTo(copy == null ? null : plain);
      int without = ItemSize.of(slot.with(null).cell(key));
      assertThat(ItemSize.of(slot.cell(key)) - without)
          .isEqualTo(copy == null ? 0 : Slot.Committed.sizeOf(copy));
    }
  }

  @Property
  void bytes_come_back_from_either_form(@ForAll @Size(max = 3_000) byte[] plain) {
    assertThat(Packed.deflated(plain).unpack()).isEqualTo(plain);
    assertThat(Packed.pack(plain, 100, null).unpack()).isEqualTo(plain);
  }

  @Property
  void any_text_survives_as_json(@ForAll("names") String text) {
    String quoted = Json.of(TextNode.valueOf(text)).text();

    assertThat(Json.parse(quoted).toNode().textValue()).isEqualTo(text);
  }
}
