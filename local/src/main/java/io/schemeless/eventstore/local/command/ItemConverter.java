package io.schemeless.eventstore.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.schemeless.eventstore.client.QueryItem;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.json.MalformedJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an item of a query, `{"types": [...], "tags": [...]}`, from the command line.
final class ItemConverter implements ITypeConverter<QueryItem> {
  static final String FORM = "{\"types\": [...], \"tags\": [...]}";

  @Override
  public QueryItem convert(String text) {
    JsonNode item;
    try {
      item = Json.parse(text).toNode();
    } catch (MalformedJson e) {
      throw new TypeConversionException("is no JSON: " + e.getMessage());
    }
    for (Iterator<String> names = item.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("types") && !name.equals("tags")) {
        throw new TypeConversionException("must be " + FORM + ", and has " + name);
      }
    }
    QueryItem read = new QueryItem(texts(item.path("types")), texts(item.path("tags")));
    if (read.types().isEmpty() && read.tags().isEmpty()) {
      throw new TypeConversionException("must be " + FORM + " with a type or a tag");
    }
    return read;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array) {
      if (!each.isTextual()) {
        throw new TypeConversionException("must be " + FORM + " of texts");
      }
      texts.add(each.asText());
    }
    return texts;
  }
}
