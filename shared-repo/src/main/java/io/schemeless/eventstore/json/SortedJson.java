package io.schemeless.eventstore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads a value so that it can be written with its members in the order of RFC 8785, 3.2.3: that
/// of their names' UTF-16 code units. Numbers keep their text, where that RFC would round them to
/// IEEE 754 doubles: `1`, `1.0` and `1e0` stay three values.
sealed interface SortedJson {

  void write(JsonGenerator out) throws IOException;

  /// The value that a parser stands at; the parser then stands at its last token.
  static SortedJson read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        TreeMap<String, SortedJson> members = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield new Members(members);
      }
      case START_ARRAY -> {
        List<SortedJson> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(read(parser));
        }
        yield new Items(values);
      }
      case VALUE_STRING -> new Text(parser.getText());
      default -> new Bare(parser.getText());
    };
  }

  record Members(TreeMap<String, SortedJson> values) implements SortedJson {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      for (Map.Entry<String, SortedJson> member : values.entrySet()) {
        out.writeFieldName(member.getKey());
        member.getValue().write(out);
      }
      out.writeEndObject();
    }
  }

  record Items(List<SortedJson> values) implements SortedJson {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (SortedJson value : values) {
        value.write(out);
      }
      out.writeEndArray();
    }
  }

  record Text(String value) implements SortedJson {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeString(value);
    }
  }

  /// A number, `true`, `false` or `null`, as the text has it.
  record Bare(String text) implements SortedJson {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeRawValue(text);
    }
  }
}
