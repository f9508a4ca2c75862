package dev.gumleaf.ingest;

import java.util.Map;
import java.util.Optional;

record LinkParameters(
    Optional<String> email, Optional<String> source, Map<String, String> traits, String strippedUrl) {
  static LinkParameters read(String url) {
    return new LinkParameters(Optional.empty(), Optional.empty(), Map.of(), url);
  }

  static String strip(String text) {
    return text;
  }
}
