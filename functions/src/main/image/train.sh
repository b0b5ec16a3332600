#!/bin/sh
# Writes the AOT cache of the functions: the Dockerfile runs it while the image is built, and the
# bench runs it on its own machine. The cache is good for exactly this JVM, these jars in this
# order, and these options.
# Usage: train.sh JAVA CLASSPATH CACHE
set -eu
java=$1
classpath=$2
cache=$3
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classpath" \
  io.schemeless.eventstore.functions.priming.AotTraining \
  io.schemeless.eventstore.functions.append.AppendHandler "$cache" \
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED
[ -s "$cache" ]
