package io.schemeless.eventstore.local.npm;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;

/// An event of the old table, and what its place among the others follows from.
///
/// @param stream its domain and identifier
/// @param created in milliseconds since 1970
/// @param sequence in its stream, 0 if the package that wrote it gave none
/// @param s3Reference where its body is, `""` if it is here
/// @param json the event as the API takes it, but for a body that is in S3
record NpmEvent(
    String id, String stream, long created, long sequence, String s3Reference, byte[] json) {
  /// A stream's events, one stream after the other.
  static final Comparator<NpmEvent> BY_STREAM =
      Comparator.comparing(NpmEvent::stream)
          .thenComparingLong(NpmEvent::sequence)
          .thenComparingLong(NpmEvent::created)
          .thenComparing(NpmEvent::id);

  /// As they happened.
  static final Comparator<NpmEvent> BY_TIME =
      Comparator.comparingLong(NpmEvent::created)
          .thenComparingLong(NpmEvent::sequence)
          .thenComparing(NpmEvent::stream)
          .thenComparing(NpmEvent::id);

  NpmEvent at(long later) {
    return new NpmEvent(id, stream, later, sequence, s3Reference, json);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(id);
    out.writeUTF(stream);
    out.writeLong(created);
    out.writeLong(sequence);
    out.writeUTF(s3Reference);
    out.writeInt(json.length);
    out.write(json);
  }

  static NpmEvent read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    String stream = in.readUTF();
    long created = in.readLong();
    long sequence = in.readLong();
    String s3Reference = in.readUTF();
    byte[] json = new byte[in.readInt()];
    in.readFully(json);
    return new NpmEvent(id, stream, created, sequence, s3Reference, json);
  }
}
