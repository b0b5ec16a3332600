package io.schemeless.eventstore.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A connection of the JDK that collects a small request before it sends it. The SDK tells a
/// connection how long a body is, so that it can be sent while it is read. As such a request cannot
/// be repeated, the JDK waits a millisecond before each POST on a connection that it has kept, to
/// see whether the other side has closed it. That is twice what all else of a small put takes on
/// DynamoDB Local, and as much as it adds in AWS.
///
/// A request that was collected is sent once more by the JDK if its connection breaks before the
/// answer. The SDK would do that, too.
final class WholeRequest extends HttpURLConnection {
  /// What is longer is sent while it is read.
  private static final int LONGEST = 32 * 1024;

  private final HttpURLConnection connection;

  private WholeRequest(HttpURLConnection connection) {
    super(connection.getURL());
    this.connection = connection;
  }

  /// @param proxy the one to go through; none for what the JVM is set to
  static HttpURLConnection open(URI uri, @Nullable Proxy proxy, Duration connect, Duration read) {
    try {
      URL url = uri.toURL();
      HttpURLConnection connection =
          (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(proxy));
      connection.setConnectTimeout((int) connect.toMillis());
      connection.setReadTimeout((int) read.toMillis());
      connection.setInstanceFollowRedirects(false);
      return new WholeRequest(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void setFixedLengthStreamingMode(int length) {
    setFixedLengthStreamingMode((long) length);
  }

  @Override
  public void setFixedLengthStreamingMode(long length) {
    if (length > LONGEST) {
      connection.setFixedLengthStreamingMode(length);
    }
  }

  // All else is the connection's own.

  @Override
  public void setChunkedStreamingMode(int length) {
    connection.setChunkedStreamingMode(length);
  }

  @Override
  public void connect() throws IOException {
    connection.connect();
  }

  @Override
  public void disconnect() {
    connection.disconnect();
  }

  @Override
  public boolean usingProxy() {
    return connection.usingProxy();
  }

  @Override
  public void setAuthenticator(Authenticator authenticator) {
    connection.setAuthenticator(authenticator);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    connection.setInstanceFollowRedirects(follow);
  }

  @Override
  public boolean getInstanceFollowRedirects() {
    return connection.getInstanceFollowRedirects();
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    connection.setRequestMethod(method);
  }

  @Override
  public String getRequestMethod() {
    return connection.getRequestMethod();
  }

  @Override
  public int getResponseCode() throws IOException {
    return connection.getResponseCode();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return connection.getResponseMessage();
  }

  @Override
  public InputStream getErrorStream() {
    return connection.getErrorStream();
  }

  @Override
  public Permission getPermission() throws IOException {
    return connection.getPermission();
  }

  @Override
  public void setConnectTimeout(int millis) {
    connection.setConnectTimeout(millis);
  }

  @Override
  public int getConnectTimeout() {
    return connection.getConnectTimeout();
  }

  @Override
  public void setReadTimeout(int millis) {
    connection.setReadTimeout(millis);
  }

  @Override
  public int getReadTimeout() {
    return connection.getReadTimeout();
  }

  @Override
  public URL getURL() {
    return connection.getURL();
  }

  @Override
  public String getHeaderField(String name) {
    return connection.getHeaderField(name);
  }

  @Override
  public String getHeaderField(int number) {
    return connection.getHeaderField(number);
  }

  @Override
  public String getHeaderFieldKey(int number) {
    return connection.getHeaderFieldKey(number);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return connection.getHeaderFields();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return connection.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return connection.getOutputStream();
  }

  @Override
  public void setDoInput(boolean input) {
    connection.setDoInput(input);
  }

  @Override
  public boolean getDoInput() {
    return connection.getDoInput();
  }

  @Override
  public void setDoOutput(boolean output) {
    connection.setDoOutput(output);
  }

  @Override
  public boolean getDoOutput() {
    return connection.getDoOutput();
  }

  @Override
  public void setAllowUserInteraction(boolean allow) {
    connection.setAllowUserInteraction(allow);
  }

  @Override
  public boolean getAllowUserInteraction() {
    return connection.getAllowUserInteraction();
  }

  @Override
  public void setUseCaches(boolean use) {
    connection.setUseCaches(use);
  }

  @Override
  public boolean getUseCaches() {
    return connection.getUseCaches();
  }

  @Override
  public void setIfModifiedSince(long millis) {
    connection.setIfModifiedSince(millis);
  }

  @Override
  public long getIfModifiedSince() {
    return connection.getIfModifiedSince();
  }

  @Override
  public void setRequestProperty(String name, String value) {
    connection.setRequestProperty(name, value);
  }

  @Override
  public void addRequestProperty(String name, String value) {
    connection.addRequestProperty(name, value);
  }

  @Override
  public String getRequestProperty(String name) {
    return connection.getRequestProperty(name);
  }

  @Override
  public Map<String, List<String>> getRequestProperties() {
    return connection.getRequestProperties();
  }
}
