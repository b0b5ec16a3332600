package io.schemeless.eventstore.functions;

import io.schemeless.eventstore.conformance.Noise;
import io.schemeless.eventstore.faults.StorePlace;

/// Every operation of the API that reads, on a store that holds some of everything.
enum Asking {
  REPLAY("/events"),
  FILTERED("/events?domain=order&type=u&type=v"),
  AT_THE_END("/events?limit=2&wait=1"),
  FROM_A_POSITION("/events?from=2&limit=2"),
  SINCE("/events?since=2000-01-01T00:00:00Z&limit=2"),
  AFTER_AN_EVENT("/events?afterEvent=id-1&limit=2"),
  LAST("/events?last=2"),
  QUERY("/query/events?last=9") {
    @Override
    Reply ask(Gateway gateway) {
      return gateway
          .post("/query/events?last=9")
          .json("{\"items\":[{\"tags\":[\"a\"]},{\"types\":[\"u\"]}]}")
          .send();
    }
  },
  STREAM("/streams/order/a/events?from=2"),
  BACKWARD("/stream/events?domain=order&identifier=a&direction=backward&limit=2"),
  KNOWN("/streams/order/a/events", "if-none-match", "\"4\""),
  DOMAIN_STREAM("/streams/order/events"),
  LIST("/streams?domain=order"),
  EVENT("/events/id-1"),
  EVENT_IN_BUCKET("/event?id=id-large", "accept", "application/cloudevents+json"),
  NO_EVENT("/events/none"),
  CHAIN("/correlations/c/events"),
  HEALTH("/health");

  private static final String EVENT_OF_CHAIN =
      "{\"type\":\"t\",\"payload\":1,\"correlationId\":\"c\"}";

  private final String target;
  private final String header;
  private final String value;

  Asking(String target, String header, String value) {
    this.target = target;
    this.header = header;
    this.value = value;
  }

  Asking(String target) {
    this(target, "accept", "*/*;q=0.1, application/json");
  }

  /// What is told, apart from how.
  Reply ask(Gateway gateway) {
    return gateway.get(target).header(header, value).send();
  }

  /// A store with bodies in slots, in commits and in the bucket, and with an earlier life.
  static StorePlace filled() {
    StorePlace place = StorePlace.fresh();
    Gateway gateway = new Gateway(place.open());
    append(gateway, "/streams/order/a/events", EVENT_OF_CHAIN);
    gateway.post("/reset").json("{\"confirm\":\"" + Gateway.STAGE + "\"}").send().is(202);
    append(gateway, "/streams/order/a/events", EVENT_OF_CHAIN.replace("{", "{\"id\":\"id-1\","));
    append(gateway, "/streams/order/a/events", noise(3_000, ""));
    append(gateway, "/streams/order/a/events", "[" + EVENT_OF_CHAIN + "," + noise(9, "") + "]");
    append(gateway, "/streams/order/events", noise(50_000, ",\"id\":\"id-large\""));
    return place;
  }

  private static void append(Gateway gateway, String target, String body) {
    gateway.post(target).json(body).send().is(201);
  }

  private static String noise(int length, String more) {
    return "{\"type\":\"u\",\"payload\":\"" + Noise.text(length) + "\"" + more + "}";
  }
}
