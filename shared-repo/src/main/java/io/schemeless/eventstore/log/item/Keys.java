package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StreamId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where one incarnation's cells and objects lie. Every key starts with the incarnation; no two
/// different names make the same key; every sort key has 15 digits.
public record Keys(String incarnation) {
  private static final String ZEROS = "0".repeat(15);

  /// The one cell that belongs to no incarnation.
  public static final Key META = new Key("meta", number(0));

  public static final long MAX_NUMBER = 999_999_999_999_999L;
  public static final String LOWEST = number(0);
  public static final String HIGHEST = number(MAX_NUMBER);

  /// 80 random bits in lower-case base 32.
  static final int INCARNATION_LENGTH = 16;

  /// What an incarnation looks like.
  static final String INCARNATION = "[a-z2-7]{" + INCARNATION_LENGTH + "}";

  /// What the name of an object looks like; see [Uploads].
  private static final String OBJECT = INCARNATION + "/[a-z2-7]{24}-[0-9]+";

  /// A number as a sort key: at 1,000 positions a second, 15 digits last 30,000 years.
  public static String number(long value) {
    String digits = Long.toString(value);
    return digits.length() >= ZEROS.length() || value < 0
        ? String.format(Locale.ROOT, "%015d", value)
        : ZEROS.substring(digits.length()) + digits;
  }

  public Key counter() {
    return new Key(KeyKind.COUNTER.partition(incarnation), LOWEST);
  }

  public Key closed() {
    return new Key(KeyKind.CLOSED.partition(incarnation), LOWEST);
  }

  public String log() {
    return KeyKind.SLOT.partition(incarnation);
  }

  public Key slot(long position) {
    return new Key(log(), number(position));
  }

  public String stream(StreamId stream) {
    return KeyKind.COMMIT.partition(incarnation, name(stream));
  }

  public Key commit(StreamId stream, long firstVersion) {
    return new Key(stream(stream), number(firstVersion));
  }

  public Key eventClaim(String eventId) {
    return new Key(KeyKind.EVENT_CLAIM.partition(incarnation, eventId), LOWEST);
  }

  /// The claim over a source and an id together. A source can be longer than a key, so its name is
  /// a digest of both, in which the source's length keeps ("a", "bc") and ("ab", "c") apart.
  public Key sourceClaim(String source, String eventId) {
    byte[] digest = Sha256.of(source.length() + ":" + source + eventId).value();
    return new Key(KeyKind.SOURCE_CLAIM.partition(incarnation, Base32.encode(digest)), LOWEST);
  }

  public Key keyClaim(String idempotencyKey) {
    return new Key(KeyKind.KEY_CLAIM.partition(incarnation, idempotencyKey), LOWEST);
  }

  public String chain(String id) {
    return KeyKind.CHAIN.partition(incarnation, id);
  }

  public Key chain(String id, long position) {
    return new Key(chain(id), number(position));
  }

  public String tag(String tag) {
    return KeyKind.TAG.partition(incarnation, tag);
  }

  public Key tag(String tag, long position) {
    return new Key(tag(tag), number(position));
  }

  public String dictionaries() {
    return KeyKind.DICTIONARY.partition(incarnation);
  }

  public Key dictionary(int number) {
    return new Key(dictionaries(), number(number));
  }

  public String indexPartition(String domain) {
    return incarnation + "/d/" + domain;
  }

  static String indexSort(StreamId stream) {
    return stream.identifier() == null ? "-" : "=" + stream.identifier();
  }

  public String object(String name) {
    return objects() + name;
  }

  /// What all of this incarnation's objects start with.
  public String objects() {
    return incarnation + "/";
  }

  /// What all of this incarnation's partitions start with.
  public String cells() {
    return incarnation + "/";
  }

  /// A stream's name as one text. The domain's length comes first, so ("a", "b/c") and ("a/b", "c")
  /// differ.
  public static String name(StreamId stream) {
    String domain = stream.domain();
    return domain.length()
        + ":"
        + domain
        + (stream.identifier() == null ? "" : "/" + stream.identifier());
  }

  /// The stream that a text of [#name] names.
  public static StreamId stream(String name) {
    int colon = name.indexOf(':');
    int end = colon + 1 + Integer.parseInt(name.substring(0, colon));
    @Nullable String identifier = end == name.length() ? null : name.substring(end + 1);
    return new StreamId(name.substring(colon + 1, end), identifier);
  }

  /// The stream whose commits lie in a partition.
  public static StreamId streamOf(Key commit) {
    return stream(KeyKind.nameIn(commit.partition()));
  }

  /// What [#number] wrote into a sort key: a slot's position, a commit's first version, the
  /// position of the record of a chain or a tag.
  public static long numberOf(Key key) {
    return Long.parseLong(key.sort());
  }

  /// The incarnation that a partition belongs to, or none where no incarnation has such a one.
  public static @Nullable String incarnationOf(Key key) {
    return KeyKind.ofPartition(key.partition()) == KeyKind.OTHER
        ? null
        : key.partition().substring(0, INCARNATION_LENGTH);
  }

  /// The incarnation that an object belongs to, or none where the store has made no such name.
  public static @Nullable String incarnationOf(String object) {
    return object.matches(OBJECT) ? object.substring(0, INCARNATION_LENGTH) : null;
  }
}
