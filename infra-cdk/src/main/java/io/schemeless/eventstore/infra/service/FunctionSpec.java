package io.schemeless.eventstore.infra.service;

import io.schemeless.eventstore.functions.append.AppendHandler;
import io.schemeless.eventstore.functions.http.Operation;
import io.schemeless.eventstore.functions.replay.ReplayHandler;
import io.schemeless.eventstore.functions.reset.ResetHandler;
import io.schemeless.eventstore.functions.streams.StreamsHandler;
import java.util.List;
import software.amazon.awscdk.Duration;

/// A function's size.
///
/// Lambda gives processor time by memory, a whole core at 1,769 MiB. What waits for DynamoDB most
/// of its time needs less; what packs and unpacks megabytes of JSON needs the core. The API gives
/// up after 29 s, so what only it calls runs no longer.
///
/// @param id the construct's and the resource's
record FunctionSpec(
    Operation.Function function,
    String id,
    String purpose,
    Class<?> handlerClass,
    int memoryMiB,
    Duration timeout) {
  private static final Duration API_LIMIT = Duration.seconds(Operation.GATEWAY_WAITS.toSeconds());
  private static final Duration LAMBDA_LIMIT = Duration.minutes(15);

  static final List<FunctionSpec> ALL =
      List.of(
          // An append gives up by itself after 20 s; the rest is for its answer.
          new FunctionSpec(
              Operation.Function.APPEND,
              "AppendFunction",
              "appends events",
              AppendHandler.class,
              1_024,
              Duration.seconds(25)),
          // Pages of up to 6 MB, and a wait of up to 20 s at the end of the log.
          new FunctionSpec(
              Operation.Function.REPLAY,
              "ReplayFunction",
              "replays the log",
              ReplayHandler.class,
              1_769,
              API_LIMIT),
          new FunctionSpec(
              Operation.Function.STREAMS,
              "StreamsFunction",
              "reads streams, events and chains",
              StreamsHandler.class,
              1_024,
              API_LIMIT),
          // For the schedule, which nobody waits for. Asked by the API, it purges for 26 s by
          // itself.
          new FunctionSpec(
              Operation.Function.RESET,
              "ResetFunction",
              "empties the sandbox",
              ResetHandler.class,
              512,
              LAMBDA_LIMIT));

  String handler() {
    return handlerClass.getName();
  }
}
