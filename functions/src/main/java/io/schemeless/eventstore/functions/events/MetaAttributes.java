package io.schemeless.eventstore.functions.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.schemeless.eventstore.functions.http.Answer;
import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.json.MalformedJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The attributes of a CloudEvent that lie in an event's meta.
///
/// @param values by name, with `source`; empty where the meta is told as one text
/// @param mediaType the data's, or none
/// @param noData whether the CloudEvent has no data at all, which is not data that is `null`
record MetaAttributes(Map<String, Json> values, @Nullable String mediaType, boolean noData) {
  /// The member of a meta that says so. No attribute can have this name.
  private static final String NO_DATA = "noData";

  private static final MetaAttributes NONE = new MetaAttributes(Map.of(), null, false);

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// The attributes of a meta that a CloudEvent brought, or could have brought; none of any other.
  static MetaAttributes of(@Nullable Json meta, Json payload) {
    if (meta == null || !meta.text().startsWith("{")) {
      return NONE;
    }
    MetaAttributes all = JsonText.parse(meta.text(), MetaAttributes::read);
    return all.values.containsKey("source") && all.fits(payload) ? all : NONE;
  }

  /// Whether a CloudEvent with these attributes can have this data.
  private boolean fits(Json payload) {
    return noData
        ? payload.equals(Json.NULL)
        : AttributeRules.isJson(mediaType) || payload.text().startsWith("\"");
  }

  /// Token by token: a number in it may be larger than any type of Java's.
  private static MetaAttributes read(JsonParser parser) throws IOException {
    Map<String, Json> values = new LinkedHashMap<>();
    String mediaType = null;
    boolean noData = false;
    boolean all = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(NO_DATA)) {
        noData = true;
        all &= parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        continue;
      }
      all &= AttributeRules.faultOfName(name) == null && !AttributeRules.isMapped(name);
      all &= fault(name, parser) == null;
      if (all && name.equals("datacontenttype")) {
        mediaType = parser.getText();
      }
      values.put(name, Json.read(parser));
    }
    return all ? new MetaAttributes(values, mediaType, noData) : NONE;
  }

  /// What is wrong with the value that a parser stands at, or none.
  static @Nullable String fault(String name, JsonParser parser) throws IOException {
    boolean string = parser.currentToken() == JsonToken.VALUE_STRING;
    if (AttributeRules.isText(name)) {
      return string ? AttributeRules.faultOfText(name, parser.getText()) : "must be a string";
    }
    return string
            || parser.currentToken().isBoolean()
            || (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT)
        ? null
        : "an attribute is a string, a boolean or a whole number of 32 bits";
  }

  /// The meta of a CloudEvent with these attributes: themselves, or what the store told as text.
  ///
  /// @param ofTheStore what the store gives as the source of events of this stream
  static @Nullable Json meta(
      Map<String, Json> values, boolean noData, Json payload, String ofTheStore) {
    Map<String, Json> rest = new LinkedHashMap<>(values);
    Json text = rest.remove("meta");
    rest.remove("datacontenttype");
    boolean toldSo =
        !noData
            && rest.equals(Map.of("source", string(ofTheStore)))
            && Objects.equals(values.get("datacontenttype"), string(Answer.JSON));
    if (toldSo && text == null) {
      return null;
    }
    Json told = toldSo && text != null ? told(text) : null;
    if (told != null && of(told, payload).isEmpty()) {
      return told;
    }
    return object(values, noData);
  }

  /// The value that the store has told as this text, or none if it would have told it otherwise.
  private static @Nullable Json told(Json text) {
    try {
      Json value = Json.parse(text.toNode().textValue());
      return string(value.text()).equals(text) ? value : null;
    } catch (MalformedJson e) {
      return null;
    }
  }

  private static Json string(String value) {
    return Json.parse(JsonBytes.of(json -> json.writeString(value)));
  }

  private static Json object(Map<String, Json> values, boolean noData) {
    return Json.parse(
        JsonBytes.of(
            json -> {
              json.writeStartObject();
              for (Map.Entry<String, Json> each : values.entrySet()) {
                json.writeFieldName(each.getKey());
                json.writeRawValue(each.getValue().text());
              }
              if (noData) {
                json.writeBooleanField(NO_DATA, true);
              }
              json.writeEndObject();
            }));
  }
}
