#!/usr/bin/env bash
# The JDK's java.net.URI (17 and 25): to resolve a reference that is a query alone takes the last segment of the path away.
#
# RFC 3986, 5.4.1: against http://a/b/c/d;p?q the reference ?y is http://a/b/c/d;p?y. So do browsers, Node.js and Python. URI.resolve follows the RFC before it (2396), as its
# documentation says, and gives http://a/b/c/?y. A server that links to the next page by its query alone, which RFC 8288 allows, sends clients in Java to another
# address; with the last segment in front of the query all of them arrive.
#
# Needs a JDK of 11 or newer. Seen on 2026-11-28 with OpenJDK 17.0.15 and Temurin 25.0.3:
#     http://a/b/c/?y
#     http://host/store/?after=token
#     http://host/store/events?after=token
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

cat >Resolve.java <<'JAVA'
import java.net.URI;

public class Resolve {
  public static void main(String[] args) {
    System.out.println(URI.create("http://a/b/c/d;p?q").resolve("?y"));
    URI page = URI.create("http://host/store/events?limit=2");
    System.out.println(page.resolve("?after=token"));
    System.out.println(page.resolve("events?after=token"));
  }
}
JAVA
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
"$java" -version 2>&1 | head -n 1
seen=$("$java" Resolve.java)
echo "$seen"

expected='http://a/b/c/?y
http://host/store/?after=token
http://host/store/events?after=token'
if [ "$seen" != "$expected" ]; then
  echo "CHANGED: no longer as written above." >&2
  exit 1
fi
