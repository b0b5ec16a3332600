package io.schemeless.eventstore.log.append;

import io.schemeless.eventstore.log.item.BodyJson;
import io.schemeless.eventstore.log.item.Claim;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Sha256;
import io.schemeless.eventstore.port.Value;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.ExpectedVersion;
import io.schemeless.eventstore.wire.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells whether two requests are the same. Only claims ask for it, so it is made when first asked
/// for.
final class RequestHash {
  private final AppendRequest request;
  private Value.@Nullable Bytes made;

  RequestHash(AppendRequest request) {
    this.request = request;
  }

  /// The same for two requests that say the same, in any order of the expected versions.
  Value.Bytes value() {
    Value.Bytes value = made;
    if (value == null) {
      value = hash();
      made = value;
    }
    return value;
  }

  /// Whether a claim was made by this very request.
  boolean isOf(Claim claim) {
    return claim.hash().equals(value());
  }

  private Value.Bytes hash() {
    List<byte[]> said = new ArrayList<>();
    request.events().forEach(event -> said.add(EventJson.write(event, true)));
    request.expected().entrySet().stream()
        .map(e -> expectation(Keys.name(e.getKey()), e.getValue()))
        .sorted(Arrays::compare)
        .forEach(said::add);
    return Sha256.of(BodyJson.join(said));
  }

  /// The name's length keeps it from passing for another expectation.
  private static byte[] expectation(String name, ExpectedVersion version) {
    return (name.length() + " " + name + " " + version).getBytes(StandardCharsets.UTF_8);
  }
}
