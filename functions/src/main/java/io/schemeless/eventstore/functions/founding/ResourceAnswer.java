package io.schemeless.eventstore.functions.founding;

import io.schemeless.eventstore.functions.http.JsonBytes;
import io.schemeless.eventstore.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// An answer to CloudFormation, which it takes as an object put to an address that it has signed.
record ResourceAnswer(URI address, byte[] body) {
  private static final int TIMEOUT_MILLIS = 10_000;

  static ResourceAnswer of(Json event, FoundingHandler.Outcome outcome) {
    byte[] body =
        JsonBytes.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("Status", outcome.failure() == null ? "SUCCESS" : "FAILED");
              if (outcome.failure() != null) {
                json.writeStringField("Reason", outcome.failure());
              }
              json.writeStringField("PhysicalResourceId", outcome.id());
              for (String name : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
                json.writeStringField(name, event.textOf(name));
              }
              json.writeEndObject();
            });
    @Nullable String address = event.textOf("ResponseURL");
    if (address == null) {
      throw new IllegalArgumentException("this is no event of CloudFormation");
    }
    return new ResourceAnswer(URI.create(address), body);
  }

  /// @throws IOException if it was not taken; Lambda then calls again
  void send() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("PUT");
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    // The signature is over an empty type; by itself the connection would send that of a form.
    connection.setRequestProperty("Content-Type", "");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("CloudFormation did not take the answer: " + status);
    }
  }
}
