package dev.gumleaf.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of numbered requests: a text made once, in which only the digits of ids, domain and
 * time change. One in a hundred repeats an earlier one. Not thread-safe.
 */
final class Requests {
  private static final int REPEAT_EVERY = 100;
  private static final int REPEAT_BACK = 50;

  /** Between the times of two requests: an hour has 28.8 million of them. */
  private static final int REQUESTS_PER_MILLI = 8;

  private static final int DAY_MILLIS = 86_400_000;

  private static final String ID = "########-0000-4000-8000-0000########";
  private static final String TIME = "hh:mm:ss.mmm";
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private final byte[] text;
  private final String domain;
  private final CompanyPick companies;
  private final int[] domains;
  private final int[] ids;
  private final int[] times;
  private final int domainDigits;
  private final long seed;
  private long next;

  /** Chooses the company of a request. */
  private interface CompanyPick {
    int pick(long number, long bits);
  }

  Requests(Shape shape, Options options, long seed) {
    int count = options.number("companies", 100_000);
    int digits = Integer.toString(count - 1).length();
    this.domain = "a" + "@".repeat(digits) + ".test";
    String made =
        switch (shape) {
          case ONE -> post(options, body(List.of(event(137))));
          case THIRTY -> post(options, body(thirty()));
          case ACCOUNT -> get(options, "/api/v1/accounts/" + domain);
          case LIST -> get(options, "/api/v1/accounts?limit=50&q=" + domain.substring(0, 4));
          case VISIT -> browser(options, visit());
          case SIGN_IN -> browser(options, signIn());
          case PROFILE -> get(options, "/api/v1/profiles/" + visitor());
          case KNOWN_VISIT -> browser(options, knownVisit());
          case SCORED ->
              get(options, "/api/v1/accounts?sort=-score&trend=new&strength=low&limit=50");
          case PEOPLE -> get(options, "/api/v1/profiles?limit=50&q=" + domain.substring(0, 4));
        };
    this.text = made.getBytes(US_ASCII);
    this.companies = companies(options.text("spread", "zipf"), count);
    this.domainDigits = shape == Shape.LIST || shape == Shape.PEOPLE ? 3 : digits;
    this.domains = positions(made, domain.substring(0, domainDigits + 1));
    this.ids = positions(made, ID);
    this.times = positions(made, TIME);
    this.seed = Bits.mix(seed);
  }

  private static CompanyPick companies(String spread, int count) {
    return switch (spread) {
      case "zipf" -> {
        Zipf zipf = new Zipf(count);
        yield (number, bits) -> zipf.pick(bits);
      }
      case "even" -> (number, bits) -> (int) Long.remainderUnsigned(bits, count);
      case "each" -> (number, bits) -> (int) (number % count);
      default -> throw new IllegalArgumentException("no spread is called " + spread);
    };
  }

  private static List<String> thirty() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      events.add(event(30));
    }
    return events;
  }

  private static String event(int padding) {
    String properties = "{\"plan\":\"team\",\"seats\":12,\"note\":\"" + "n".repeat(padding) + "\"}";
    return "{\"type\":\"track\",\"event\":\"Report Exported\",\"message_id\":\""
        + ID
        + "\",\"properties\":"
        + properties
        + ",\"sent_at\":\"2026-01-05T"
        + TIME
        + "Z\"}";
  }

  private String body(List<String> events) {
    return "{\"domain\":\"" + domain + "\",\"events\":[" + String.join(",", events) + "]}";
  }

  /** Each visitor's id is that of its company without the end. */
  private String visitor() {
    return domain.substring(0, domain.indexOf('.'));
  }

  private String visit() {
    return "{\"profile_id\":\""
        + visitor()
        + "\",\"page_views\":["
        + pageView()
        + ","
        + pageView()
        + "],\"events\":["
        + String.join(",", List.of(event(30), event(30), event(30)))
        + "]}";
  }

  private String knownVisit() {
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    return visit()
        .replace("2026-01-05", yesterday)
        .replaceFirst(",\"page_views\"", ",\"email\":\"person@" + domain + "\",\"page_views\"");
  }

  private static String pageView() {
    return "{\"context\":{\"session\":{\"id\":\"1767607200000\"}},\"message_id\":\""
        + ID
        + "\",\"page\":{\"path\":\"/pricing\",\"referrer\":\"\",\"title\":\"Pricing\","
        + "\"url\":\"https://www.northwind.test/pricing\",\"host\":\"www.northwind.test\"},"
        + "\"focus_intervals\":[1200,3400],\"visit_start\":\"2026-01-05T"
        + TIME
        + "Z\"}";
  }

  private String signIn() {
    return "{\"profile_id\":\""
        + visitor()
        + "\",\"email\":\"person@"
        + domain
        + "\",\"identifies\":[{\"type\":\"identify\",\"traits\":{\"name\":\"A Person\"},"
        + "\"sent_at\":\"2026-01-06T"
        + TIME
        + "Z\"}]}";
  }

  private static String browser(Options options, String body) {
    return post(options, "/web/projects/pk_bench/batch", "Origin: https://www.a.test\r\n", body);
  }

  private static String post(Options options, String body) {
    return post(options, "/web/projects/pk_bench/accounts/batch", "", body);
  }

  private static String post(Options options, String path, String headers, String body) {
    return "POST "
        + options.text("path", path)
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: gumleaf-bench/1\r\n"
        + headers
        + "Content-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String get(Options options, String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + options.text("secret-key", "sk_0123456789abcdef0123")
        + "\r\n\r\n";
  }

  private static int[] positions(String text, String mark) {
    List<Integer> found = new ArrayList<>();
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      found.add(at);
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  int length() {
    return text.length;
  }

  /** Puts the next request into the buffer, which is cleared first and flipped afterwards. */
  void write(ByteBuffer out) {
    long number = next++;
    fill(number % REPEAT_EVERY == REPEAT_EVERY - 1 ? number - REPEAT_BACK : number);
    out.clear().put(text).flip();
  }

  private void fill(long number) {
    long bits = Bits.mix(seed + number);
    for (int at : domains) {
      decimal(at + 1, domainDigits, companies.pick(number, bits));
    }
    for (int i = 0; i < ids.length; i++) {
      id(ids[i], Bits.mix(bits + i));
    }
    int millis = (int) (number / REQUESTS_PER_MILLI % DAY_MILLIS);
    for (int at : times) {
      decimal(at, 2, millis / 3_600_000);
      decimal(at + 3, 2, millis / 60_000 % 60);
      decimal(at + 6, 2, millis / 1000 % 60);
      decimal(at + 9, 3, millis % 1000);
    }
  }

  private void decimal(int at, int digits, int value) {
    int left = value;
    for (int i = at + digits - 1; i >= at; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Sixteen digits are enough to be unique; the dashes and the other digits stay. */
  private void id(int at, long bits) {
    for (int i = 0; i < 8; i++) {
      text[at + i] = HEX[(int) (bits >>> (4 * i)) & 15];
    }
    for (int i = 0; i < 8; i++) {
      text[at + 28 + i] = HEX[(int) (bits >>> (32 + 4 * i)) & 15];
    }
  }
}
