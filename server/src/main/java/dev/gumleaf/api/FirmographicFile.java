package dev.gumleaf.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gumleaf.http.Request;
import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.ApiException;
import dev.gumleaf.model.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read of a file of firmographics: the lines that can be used, and what is wrong with the
 * others.
 *
 * @param count lines with something on them, without the head
 */
record FirmographicFile(List<FirmographicLine> lines, List<BadLine> bad, long count) {
  /** Lines of one file, without the head. */
  static final int LINES_MAX = 100_000;

  FirmographicFile {
    lines = List.copyOf(lines);
    bad = List.copyOf(bad);
  }

  /** A line that cannot be used, by its number in the file, from 1. */
  record BadLine(long number, String problem) {}

  /** Collects lines while a file is read. Not thread-safe. */
  static final class Collector {
    private final List<FirmographicLine> lines = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();
    private long count;

    /** A line as its reader finds it. */
    interface Line {
      FirmographicLine read() throws FirmographicLine.Problem;
    }

    void add(long number, Line line) {
      count++;
      if (count > LINES_MAX) {
        throw new ApiException(
            ErrorCode.LIMIT_EXCEEDED, "a file has at most " + LINES_MAX + " lines; send several");
      }
      try {
        lines.add(line.read());
      } catch (FirmographicLine.Problem problem) {
        bad.add(new BadLine(number, problem.text()));
      }
    }

    FirmographicFile file() {
      return new FirmographicFile(lines, bad, count);
    }
  }

  /**
   * Reads a body, by its content type, or by its first character if that says nothing.
   *
   * @throws ApiException if not even its lines can be told apart, or its head names no domain
   */
  static FirmographicFile read(Request request, DomainReader domains) {
    String text = text(request.body());
    String type = request.header("content-type").orElse("");
    boolean isJson =
        type.contains("json") || (!type.contains("csv") && text.stripLeading().startsWith("{"));
    if (text.isBlank()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "the body is empty");
    }
    Collector collector = new Collector();
    if (isJson) {
      FirmographicJson.read(text, domains, collector);
    } else {
      FirmographicCsv.read(text, domains, collector);
    }
    return collector.file();
  }

  private static String text(byte[] body) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      // Spreadsheets put U+FEFF in front of UTF-8.
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "the body is not UTF-8");
    }
  }
}
