package io.schemeless.eventstore.bench.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/// Tasks and answers as lines of JSON.
public final class TaskJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TaskJson() {}

  public static String write(Object taskOrAnswer) {
    try {
      return JSON.writeValueAsString(taskOrAnswer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static <T> T read(String line, Class<T> type) {
    try {
      return JSON.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
