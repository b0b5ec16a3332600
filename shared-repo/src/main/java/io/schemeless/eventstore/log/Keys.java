package io.schemeless.eventstore.log;

import io.schemeless.eventstore.port.Key;
import io.schemeless.eventstore.store.StreamId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where one incarnation's cells and objects lie. Every key starts with the incarnation; no two
/// different names make the same key; every sort key has 15 digits.
record Keys(String incarnation) {
  /// The one cell that belongs to no incarnation.
  static final Key META = new Key("meta", number(0));

  static final long MAX_NUMBER = 999_999_999_999_999L;
  static final String LOWEST = number(0);
  static final String HIGHEST = number(MAX_NUMBER);

  /// 80 random bits in lower-case base 32.
  static final int INCARNATION_LENGTH = 16;

  /// What an incarnation looks like.
  static final String INCARNATION = "[a-z2-7]{" + INCARNATION_LENGTH + "}";

  /// A number as a sort key: at 1,000 positions a second, 15 digits last 30,000 years.
  static String number(long value) {
    return String.format(Locale.ROOT, "%015d", value);
  }

  Key counter() {
    return new Key(incarnation + "/n", LOWEST);
  }

  String log() {
    return incarnation + "/l";
  }

  Key slot(long position) {
    return new Key(log(), number(position));
  }

  String stream(StreamId stream) {
    return incarnation + "/s/" + name(stream);
  }

  Key commit(StreamId stream, long firstVersion) {
    return new Key(stream(stream), number(firstVersion));
  }

  Key eventClaim(String eventId) {
    return new Key(incarnation + "/e/" + eventId, LOWEST);
  }

  Key keyClaim(String idempotencyKey) {
    return new Key(incarnation + "/k/" + idempotencyKey, LOWEST);
  }

  String chain(String id) {
    return incarnation + "/c/" + id;
  }

  Key chain(String id, long position) {
    return new Key(chain(id), number(position));
  }

  String indexPartition(String domain) {
    return incarnation + "/d/" + domain;
  }

  static String indexSort(StreamId stream) {
    return stream.identifier() == null ? "-" : "=" + stream.identifier();
  }

  String object(String name) {
    return objects() + name;
  }

  /// What all of this incarnation's objects start with.
  String objects() {
    return incarnation + "/";
  }

  /// What all of this incarnation's partitions start with.
  String cells() {
    return incarnation + "/";
  }

  /// A stream's name as one text. The domain's length comes first, so ("a", "b/c") and ("a/b", "c")
  /// differ.
  static String name(StreamId stream) {
    String domain = stream.domain();
    return domain.length()
        + ":"
        + domain
        + (stream.identifier() == null ? "" : "/" + stream.identifier());
  }

  /// The stream that a text of [#name] names.
  static StreamId stream(String name) {
    int colon = name.indexOf(':');
    int end = colon + 1 + Integer.parseInt(name.substring(0, colon));
    @Nullable String identifier = end == name.length() ? null : name.substring(end + 1);
    return new StreamId(name.substring(colon + 1, end), identifier);
  }

  /// The stream whose commits lie in a partition.
  static StreamId streamOf(Key commit) {
    return stream(commit.partition().substring(INCARNATION_LENGTH + "/s/".length()));
  }
}
