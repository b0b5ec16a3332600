package io.schemeless.eventstore.port;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What an attribute of a cell holds.
public sealed interface Value {

  record Text(String value) implements Value {}

  record Number(long value) implements Value {}

  record Texts(List<String> values) implements Value {
    public Texts {
      values = List.copyOf(values);
    }
  }

  record Bytes(byte[] value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes bytes && Arrays.equals(bytes.value, value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return value.length <= 16 ? HexFormat.of().formatHex(value) : value.length + " bytes";
    }
  }
}
