package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gumleaf.http.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows for other programs: one JSON object a line, or CSV as RFC 4180 has it.
 *
 * @param rows each with the columns as members
 */
record ExportTable(List<String> columns, List<ObjectNode> rows) {
  /** Texts that begin so are formulas to spreadsheets, which would run what a visitor sent. */
  private static final String FORMULA_BEGINS = "=+-@\t\r\n";

  private static final String LINE = "\r\n";

  /** The two ways of writing it. */
  enum Format {
    NDJSON,
    CSV
  }

  Response respond(Format format) {
    return switch (format) {
      case NDJSON ->
          new Response(
              200, "application/x-ndjson; charset=utf-8", ndjson().getBytes(UTF_8), Map.of());
      case CSV -> new Response(200, "text/csv; charset=utf-8", csv().getBytes(UTF_8), Map.of());
    };
  }

  private String ndjson() {
    return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
  }

  private String csv() {
    return String.join(",", columns)
        + LINE
        + rows.stream()
            .map(row ->
                columns.stream()
                        .map(column -> field(row.path(column)))
                        .collect(Collectors.joining(","))
                    + LINE)
            .collect(Collectors.joining());
  }

  private static String field(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return quoted(value.isTextual() ? harmless(value.textValue()) : value.toString());
  }

  private static String harmless(String text) {
    return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
