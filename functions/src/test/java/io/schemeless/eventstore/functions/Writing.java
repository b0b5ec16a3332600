package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.conformance.Noise;

/// Every operation of the API that writes. Each can be sent again: a key, or a version, keeps it
/// from being made twice.
enum Writing {
  KEYED {
    @Override
    Reply send(Gateway gateway, String name) {
      return gateway
          .post("/streams/order/" + name + "/events")
          .header("idempotency-key", name)
          .json(SMALL)
          .send();
    }
  },
  SEVERAL_STREAMS {
    @Override
    Reply send(Gateway gateway, String name) {
      String event = "{\"domain\":\"order\",\"identifier\":\"%s\",\"type\":\"t\",\"payload\":0}";
      String events = event.formatted(name) + "," + event.formatted(name + "-other");
      return gateway
          .post("/events")
          .header("idempotency-key", name)
          .json("{\"events\":[" + events + "]}")
          .send();
    }
  },
  LARGE_AT_A_VERSION {
    @Override
    Reply send(Gateway gateway, String name) {
      return gateway
          .post("/stream/events?domain=order&identifier=" + name)
          .header("if-match", "\"0\"")
          .json("{\"type\":\"t\",\"payload\":\"" + LARGE + "\"}")
          .send();
    }

    /// An append that was made, and not told of, has left its version.
    @Override
    boolean right(Reply reply, boolean repeated) {
      return super.right(reply, repeated)
          || (repeated
              && reply.status() == 412
              && reply.json().path("expected").asInt() == 0
              && reply.json().path("actual").asInt() == 1);
    }
  },
  WITH_AN_ID {
    @Override
    Reply send(Gateway gateway, String name) {
      return gateway
          .post("/streams/order/" + name + "/events")
          .header("if-none-match", "*")
          .header("idempotency-key", name)
          .json(SMALL.replace("{", "{\"id\":\"" + name + "\","))
          .send();
    }
  };

  private static final String SMALL = "{\"type\":\"t\",\"payload\":0}";
  private static final String LARGE = Noise.text(50_000);

  /// @param name of the stream, new
  abstract Reply send(Gateway gateway, String name);

  /// @param repeated whether the same was sent before
  boolean right(Reply reply, boolean repeated) {
    return reply.status() == 201
        && reply.json().at("/events/0/sequence").asInt() == 1
        && (repeated || !reply.json().path("repeated").asBoolean());
  }
}
