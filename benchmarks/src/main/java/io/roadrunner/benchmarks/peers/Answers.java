package io.roadrunner.benchmarks.peers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What every peer answers, so that all send the same octets. Immutable.
public final class Answers {
    /// The type of texts.
    public static final String TEXT = "text/plain; charset=utf-8";

    /// The type of what is neither text nor JSON.
    public static final String OCTETS = "application/octet-stream";

    /// The type of JSON.
    public static final String JSON = "application/json";

    /// The type of events.
    public static final String EVENTS = "text/event-stream";

    /// The content of `/hello` as text.
    public static final String HELLO = "hello, roadrunner!";

    /// The request field that `/headers` answers with the value of.
    public static final String ECHOED_FIELD = "x-bench-7";

    /// How many routes there are below `/api/v1`.
    public static final int ROUTES = 100;

    /// How many pieces `/stream` has.
    public static final int PIECES = 4;

    /// How many events `/sse` has.
    public static final int TICKS = 100;

    private static final int LARGE_LENGTH = 64 << 10;
    private static final int PIECE_LENGTH = 4 << 10;
    private static final int ROWS = 180;
    private static final int THREE_DIGITS = 1000;

    private Answers() {}

    /// The content of `/hello`: a fresh array.
    public static byte[] hello() {
        return HELLO.getBytes(StandardCharsets.US_ASCII);
    }

    /// The content of `/large`: a fresh array.
    public static byte[] large() {
        return octets(LARGE_LENGTH);
    }

    /// One piece of the content of `/stream`: a fresh array.
    public static byte[] piece() {
        return octets(PIECE_LENGTH);
    }

    private static byte[] octets(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) ((i * 31) >> 3);
        }
        return octets;
    }

    /// What `/json` serialises: a fresh record for each request.
    public static Order order() {
        return new Order(
                1_234_567,
                "Geococcyx Ltd.",
                true,
                "EUR",
                List.of(
                        new Line("compass", 1, 2499),
                        new Line("water bottle", 2, 1250),
                        new Line("running shoes", 1, 8990)));
    }

    /// An order of a shop.
    ///
    /// @param number what the shop counts
    /// @param customer who pays
    /// @param paid whether that has happened
    /// @param currency of the prices
    /// @param lines what is ordered
    public record Order(
            int number, String customer, boolean paid, String currency, List<Line> lines) {}

    /// One line of an order.
    ///
    /// @param product its name
    /// @param quantity how many
    /// @param cents the price of one
    public record Line(String product, int quantity, int cents) {}

    /// The data of one event of `/sse`, counted from 0.
    public static String tick(int number) {
        return "tick " + number;
    }

    /// One event of `/sse` for servers that leave its form to the application.
    public static String event(int number) {
        return "data: " + tick(number) + "\n\n";
    }

    /// Where a route below `/api/v1` begins, counted from 0.
    public static String routePrefix(int number) {
        return "/api/v1/r" + Integer.toString(THREE_DIGITS + number).substring(1);
    }

    /// What such a route answers.
    public static String route(int number, String id, String item) {
        return number + " " + id + " " + item;
    }

    /// What `/form` answers.
    public static String form(int fields, String value) {
        return fields + " " + value;
    }

    /// The content of `/gzip` before it is compressed, 180 rows of JSON: a fresh array.
    public static byte[] rows() {
        StringBuilder rows = new StringBuilder(ROWS * 100).append('[');
        for (int i = 0; i < ROWS; i++) {
            rows.append(i == 0 ? "" : ",\n").append(row(i));
        }
        return rows.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// By hand: what formats texts takes a server's start some time.
    private static String row(int number) {
        return "{\"id\":"
                + (1000 + number)
                + ",\"name\":\"runner "
                + number * 7919 % 1000
                + "\",\"speed\":"
                + number * 31 % 42
                + ",\"place\":\"desert "
                + number % 7
                + "\",\"tags\":[\"bird\",\"quick\"]}";
    }
}
