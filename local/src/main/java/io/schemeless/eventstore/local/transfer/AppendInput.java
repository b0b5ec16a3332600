package io.schemeless.eventstore.local.transfer;

import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonBuffer;
import io.schemeless.eventstore.local.UserError;
import java.io.ByteArrayOutputStream;

/// Events as the body of one append.
///
/// @param json the body
public record AppendInput(String mediaType, byte[] json) {
  /// More than a store takes: it says so better than this does.
  private static final int MAX_BYTES = 5 << 20;

  /// All events of a source.
  ///
  /// @throws UserError if there is none, or far too much
  public static AppendInput read(ImportSource source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean cloudEvents = false;
    for (byte[] event = source.next(); event != null; event = source.next()) {
      cloudEvents |= EventLook.at(event).isCloudEvent();
      out.write(out.size() == 0 ? '[' : ',');
      out.writeBytes(event);
      if (out.size() > MAX_BYTES) {
        throw new UserError("too much for one append; eventstore import takes it in pieces");
      }
    }
    if (out.size() == 0) {
      throw new UserError("the input has no event");
    }
    out.write(']');
    String type = cloudEvents ? "application/cloudevents-batch+json" : "application/json";
    return new AppendInput(type, out.toByteArray());
  }

  /// One event, of a stream that the address names.
  public static AppendInput one(String type, Json payload) {
    JsonBuffer out = new JsonBuffer(256 + payload.size());
    out.ascii("[{\"type\":").string(type).ascii(",\"payload\":").value(payload).ascii("}]");
    return new AppendInput("application/json", out.toBytes());
  }
}
