package io.roadrunner.conformance.http1;

import java.util.List;
import java.util.stream.Stream;

// tidy: table
/// Requests whose framing two recipients could take for different things, and their valid
/// neighbours. Data only.
final class SmugglingTable {
    private static final String LONG_MAX = "9223372036854775807";
    private static final String END = "\r\n0\r\n\r\n";

    private SmugglingTable() {}

    /// What must become of one request.
    ///
    /// @param name what is special about it
    /// @param request the bytes, each character one
    /// @param status of the answer
    /// @param closes whether the connection ends behind the answer
    record Row(String name, String request, int status, boolean closes) {
        @Override
        public String toString() {
            return status + (closes ? " and close: " : ": ") + name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                        lengths(),
                        lengthsAndCodings(),
                        codings(),
                        fieldLines(),
                        chunkSizes(),
                        chunkExtensions(),
                        chunkEnds(),
                        trailers(),
                        requestLines(),
                        hosts(),
                        targets())
                .flatMap(List::stream);
    }

    private static List<Row> lengths() {
        return List.of(
                served("a length", post("Content-Length: 5", "hello")),
                served("a length with leading zeros", post("Content-Length: 0005", "hello")),
                served("a length of zero", post("Content-Length: 0", "")),
                served("a length between tabs", post("Content-Length:\t5\t", "hello")),
                served("GET with a length", get("Content-Length: 5", "hello")),
                served(
                        "GET with a request as its content",
                        get(
                                "Content-Length: 41",
                                "GET /smuggled HTTP/1.1\r\nHost: example\r\n\r\n")),
                served("HTTP/1.0 that stays", old("Connection: keep-alive", "GET")),
                last("HTTP/1.0", old("X: y", "GET")),
                last("the close option", get("Connection: close", "")),
                last("the close option among others", get("Connection: te, Close , x", "")),
                refused("length +5", post("Content-Length: +5", "hello")),
                refused("length -5", post("Content-Length: -5", "hello")),
                refused("length -0", post("Content-Length: -0", "")),
                refused("length 0x5", post("Content-Length: 0x5", "hello")),
                refused("length 5,5", post("Content-Length: 5,5", "hello")),
                refused("length 5, 6", post("Content-Length: 5, 6", "hello")),
                refused("length 5,", post("Content-Length: 5,", "hello")),
                refused("length 1 0", post("Content-Length: 1 0", "hello")),
                refused("length 5.0", post("Content-Length: 5.0", "hello")),
                refused("length 5e0", post("Content-Length: 5e0", "hello")),
                refused("length 1_0", post("Content-Length: 1_0", "hello")),
                refused("length \"5\"", post("Content-Length: \"5\"", "hello")),
                refused("length five", post("Content-Length: five", "hello")),
                refused("length \u00b2", post("Content-Length: \u00b2", "he")),
                refused("no length", post("Content-Length:", "hello")),
                refused("a length with a NUL", post("Content-Length: 5\0", "hello")),
                refused("a length with a vertical tab", post("Content-Length: \0135", "hello")),
                refused("2^63", post("Content-Length: 9223372036854775808", "hello")),
                refused("2^64 + 5", post("Content-Length: 18446744073709551621", "hello")),
                refused("40 digits", post("Content-Length: " + "5".repeat(40), "hello")),
                refused(413, "2^63 - 1", post("Content-Length: " + LONG_MAX, "hello")),
                refused(413, "2^32 + 5", post("Content-Length: 4294967301", "hello")),
                refused("two lengths", post("Content-Length: 5\r\nContent-Length: 6", "hello")),
                refused(
                        "one length twice",
                        post("Content-Length: 5\r\ncontent-length: 5", "hello")),
                refused("length and none", post("Content-Length: 0\r\nContent-Length: 40", "")));
    }

    private static List<Row> lengthsAndCodings() {
        return List.of(
                refused(
                        "CL.TE",
                        post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                refused(
                        "TE.CL",
                        post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")),
                refused(
                        "CL 0.TE",
                        post("Content-Length: 0\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                refused(
                        "CL.TE identity",
                        post("Content-Length: 0\r\nTransfer-Encoding: identity", "")),
                refused("CL.TE empty", post("Content-Length: 0\r\nTransfer-Encoding:", "")),
                refused(
                        "GET CL.TE",
                        get("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                refused(
                        "malformed CL.TE",
                        post("Content-Length: x\r\nTransfer-Encoding: chunked", END)),
                served(
                        "length and a look-alike",
                        post("Content-Length: 5\r\nTransfer_Encoding: chunked", "hello")),
                served(
                        "coding and a look-alike",
                        post("Content_Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                served("length and TE", post("Content-Length: 5\r\nTE: chunked", "hello")));
    }

    private static List<Row> codings() {
        return List.of(
                served("chunked", coded("chunked")),
                served("cHuNkEd", coded("cHuNkEd")),
                served("chunked between tabs", coded("\t chunked\t ")),
                served("GET in chunks", get("Transfer-Encoding: chunked", "1\r\na" + END)),
                refused(
                        "HTTP/1.0 in chunks",
                        old("Connection: keep-alive\r\nTransfer-Encoding: chunked", "POST")
                                + "0\r\n\r\n"),
                refused("chunked twice", coded("chunked\r\nTransfer-Encoding: chunked")),
                refused("chunked, then identity", coded("chunked\r\nTransfer-Encoding: identity")),
                refused("identity, then chunked", coded("identity\r\nTransfer-Encoding: chunked")),
                refused("an unknown one, then chunked", coded("x\r\nTransfer-encoding: chunked")),
                refused("chunked, chunked", coded("chunked, chunked")),
                refused("chunked, identity", coded("chunked, identity")),
                refused("chunked, gzip", coded("chunked, gzip")),
                refused("chunked,", coded("chunked,")),
                refused(", chunked", coded(", chunked")),
                refused("identity", coded("identity")),
                refused("gzip", coded("gzip")),
                refused("xchunked", coded("xchunked")),
                refused("chunkedx", coded("chunkedx")),
                refused("chunked with a parameter", coded("chunked;q=1")),
                refused("chunked in quotes", coded("\"chunked\"")),
                refused("chunked in apostrophes", coded("'chunked'")),
                refused("chunked and a word", coded("chunked x")),
                refused("a word and chunked", coded("x chunked")),
                refused("a vertical tab before chunked", coded("\013chunked")),
                refused("a vertical tab behind chunked", coded("chunked\013")),
                refused("a form feed before chunked", coded("\fchunked")),
                refused("a NUL behind chunked", coded("chunked\0")),
                refused("a no-break space before chunked", coded("\u00a0chunked")),
                refused("a letter with dots in chunked", coded("chunk\u00ebd")),
                refused("an empty coding", coded("")),
                refused("chunked folded", coded("\r\n chunked")),
                refused("chunked folded with a tab", coded("\r\n\tchunked")),
                refused("an unknown coding folded to chunked", coded("x,\r\n chunked")),
                refused(501, "gzip, chunked", coded("gzip, chunked")),
                refused(501, "identity, chunked", coded("identity, chunked")));
    }

    private static List<Row> fieldLines() {
        return List.of(
                refused("a space before the colon", chunkedBy("Transfer-Encoding : chunked")),
                refused("a tab before the colon", chunkedBy("Transfer-Encoding\t: chunked")),
                refused("a line end before the colon", chunkedBy("Transfer-Encoding\r\n: chunked")),
                refused("a NUL before the colon", chunkedBy("Transfer-Encoding\0: chunked")),
                refused("a space in a name", chunkedBy("Transfer Encoding: chunked")),
                refused("a space before a name", chunkedBy(" Transfer-Encoding: chunked")),
                refused(
                        "a vertical tab before a name",
                        chunkedBy("\013Transfer-Encoding: chunked")),
                refused("no colon", chunkedBy("Transfer-Encoding chunked")),
                refused("no name", chunkedBy(": chunked")),
                refused("a line end in a name", chunkedBy("Transfer-\r\nEncoding: chunked")),
                refused("a folded field", chunkedBy("X: y\r\n Transfer-Encoding: chunked")),
                refused("a bare CR between fields", chunkedBy("X: y\rTransfer-Encoding: chunked")),
                refused("a bare LF between fields", chunkedBy("X: y\nTransfer-Encoding: chunked")),
                refused("LF CR between fields", chunkedBy("X: y\n\rTransfer-Encoding: chunked")),
                refused(
                        "CR CR LF between fields",
                        chunkedBy("X: y\r\r\nTransfer-Encoding: chunked")),
                refused(
                        "a bare LF behind the head",
                        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\nhello"),
                refused(
                        "bare LFs all over",
                        "POST / HTTP/1.1\nHost: x\nContent-Length: 5\n\nhello"),
                refused("a space before the first field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n"),
                refused("a NUL in a value", get("X: a\0b", "")),
                refused(
                        "a space before the colon of a length",
                        post("Content-Length : 5", "hello")),
                refused("a length on a folded line", post("X: y\r\n Content-Length: 5", "hello")));
    }

    private static List<Row> chunkSizes() {
        return List.of(
                served("a size with leading zeros", chunks("0003\r\nabc" + END)),
                served("a size in either case", chunks("A\r\n0123456789\r\na\r\n0123456789" + END)),
                served("chunk data that looks like an end", chunks("9\r\nab\r\n0\r\n\r\n" + END)),
                refused("size 0x3", chunks("0x3\r\nabc" + END)),
                refused("size +3", chunks("+3\r\nabc" + END)),
                refused("size -3", chunks("-3\r\nabc" + END)),
                refused("size -0", chunks("-0\r\n\r\n")),
                refused("a blank behind the size", chunks("3 \r\nabc" + END)),
                refused("a blank before the size", chunks(" 3\r\nabc" + END)),
                refused("a tab behind the size", chunks("3\t\r\nabc" + END)),
                refused("a size of two words", chunks("3 3\r\nabc" + END)),
                refused("size 3h", chunks("3h\r\nabc" + END)),
                refused("size g", chunks("g\r\nabc" + END)),
                refused("size 3.0", chunks("3.0\r\nabc" + END)),
                refused("size 3,3", chunks("3,3\r\nabc" + END)),
                refused("no size", chunks("\r\nabc" + END)),
                refused("no size at the end", chunks("3\r\nabc\r\n\r\n\r\n")),
                refused("a NUL behind the size", chunks("3\0\r\nabc" + END)),
                refused("a vertical tab behind the size", chunks("3\013\r\nabc" + END)),
                refused("2^63", chunks("8000000000000000\r\nabc" + END)),
                refused("2^64 - 1", chunks("ffffffffffffffff\r\nabc" + END)),
                refused("2^64 + 3", chunks("10000000000000003\r\nabc" + END)),
                refused("17 digits", chunks("ffffffffffffffff1\r\nabc" + END)),
                refused(413, "2^63 - 1", chunks("7fffffffffffffff\r\nabc" + END)),
                refused(413, "2^32 + 3", chunks("100000003\r\nabc" + END)));
    }

    private static List<Row> chunkExtensions() {
        return List.of(
                served("an extension", chunks("3;a\r\nabc" + END)),
                served("an extension with a value", chunks("3;a=b;c=d\r\nabc" + END)),
                served("an extension with blanks", chunks("3\t; a = b\r\nabc" + END)),
                served("an extension in quotes", chunks("3;a=\"\\\"; \"\r\nabc" + END)),
                served("an extension of the last chunk", chunks("0;a=b\r\n\r\n")),
                refused("an extension without a name", chunks("3;\r\nabc" + END)),
                refused("a tab and an extension without a name", chunks("3\t;\r\nabc" + END)),
                refused("an extension that is only a value", chunks("3;=b\r\nabc" + END)),
                refused("an extension without its value", chunks("3;a=\r\nabc" + END)),
                refused("an extension of two words", chunks("3;a b\r\nabc" + END)),
                refused("an open quote", chunks("3;a=\"b\r\nabc" + END)),
                refused("a NUL in an extension", chunks("3;a=\"\0\"\r\nabc" + END)),
                refused("a bare CR in an extension", chunks("3;a\rb\r\nabc" + END)),
                refused("a bare LF in an extension", chunks("3;a\nabc" + END)),
                refused("a bare LF in quotes", chunks("3;a=\"\n\"\r\nabc" + END)),
                refused("an extension before the size", chunks(";a=b\r\nabc" + END)));
    }

    private static List<Row> chunkEnds() {
        return List.of(
                refused("a bare LF behind the size", chunks("3\nabc" + END)),
                refused("a bare CR behind the size", chunks("3\rabc" + END)),
                refused("a bare LF before the size", chunks("\n3\r\nabc" + END)),
                refused("CR CR LF behind the size", chunks("3\r\r\nabc" + END)),
                refused("no CRLF behind the data", chunks("3\r\nabc0\r\n\r\n")),
                refused("a bare LF behind the data", chunks("3\r\nabc\n0\r\n\r\n")),
                refused("a bare CR behind the data", chunks("3\r\nabc\r0\r\n\r\n")),
                refused("too much data", chunks("3\r\nabcd" + END)),
                refused("too little data", chunks("3\r\nab" + END)),
                refused("a bare LF behind the last size", chunks("0\n\r\n")),
                refused("a bare LF at the end", chunks("0\r\n\n")),
                refused("a blank at the end", chunks("0\r\n \r\n")),
                refused("data in the last chunk", chunks("0\r\nabc\r\n\r\n")));
    }

    private static List<Row> trailers() {
        return List.of(
                served("a trailer", chunks("0\r\nX: y\r\n\r\n")),
                refused("a length as trailer", chunks("0\r\nContent-Length: 5\r\n\r\n")),
                refused("a coding as trailer", chunks("0\r\nTransfer-Encoding: chunked\r\n\r\n")),
                refused("a host as trailer", chunks("0\r\nHost: y\r\n\r\n")),
                refused("a blank before the colon of a trailer", chunks("0\r\nX : y\r\n\r\n")),
                refused("a folded trailer", chunks("0\r\nX: y\r\n z\r\n\r\n")),
                refused("a bare LF between trailers", chunks("0\r\nX: y\nY: z\r\n\r\n")),
                refused("a bare CR between trailers", chunks("0\r\nX: y\rY: z\r\n\r\n")),
                refused("a NUL in a trailer", chunks("0\r\nX: \0\r\n\r\n")));
    }

    private static List<Row> requestLines() {
        return List.of(
                served("an empty line before the request", "\r\n" + line("GET / HTTP/1.1")),
                served("a method of one's own", line("M-SEARCH / HTTP/1.1")),
                refused("a bare LF before the request", "\n" + line("GET / HTTP/1.1")),
                refused("a bare CR before the request", "\r" + line("GET / HTTP/1.1")),
                refused("a blank before the method", line(" GET / HTTP/1.1")),
                refused("two blanks behind the method", line("GET  / HTTP/1.1")),
                refused("a tab behind the method", line("GET\t/ HTTP/1.1")),
                refused("two blanks behind the target", line("GET /  HTTP/1.1")),
                refused("a blank in the target", line("GET /a b HTTP/1.1")),
                refused("a blank behind the version", line("GET / HTTP/1.1 ")),
                refused("a bare CR in the line", line("GET / HTTP/1.1\r")),
                refused("a CR in the target", line("GET /\rX HTTP/1.1")),
                refused("a NUL in the target", line("GET /\0 HTTP/1.1")),
                refused("a NUL in the method", line("G\0ET / HTTP/1.1")),
                refused("a method that is no token", line("GE(T / HTTP/1.1")),
                refused("a bare LF behind the line", "GET / HTTP/1.1\nHost: x\r\n\r\n"),
                refused("no version", line("GET /")),
                refused("a version in lower case", line("GET / http/1.1")),
                refused("a version of three digits", line("GET / HTTP/1.10")),
                refused("a version without its dot", line("GET / HTTP/11")),
                refused(505, "version 0.9", line("GET / HTTP/0.9")),
                refused(505, "version 2.0", line("GET / HTTP/2.0")));
    }

    private static List<Row> hosts() {
        return List.of(
                refused("no host", "GET / HTTP/1.1\r\n\r\n"),
                refused("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                refused("two hosts", get("Host: y", "")),
                refused("one host twice", get("host: x", "")),
                refused("a list of hosts", "GET / HTTP/1.1\r\nHost: x, y\r\n\r\n"),
                refused("a host with a user", "GET / HTTP/1.1\r\nHost: a@x\r\n\r\n"),
                refused("a host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n"),
                refused("a host with a word as port", "GET / HTTP/1.1\r\nHost: x:y\r\n\r\n"),
                refused("a host with a blank", "GET / HTTP/1.1\r\nHost: x y\r\n\r\n"),
                refused("a blank before the host's colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"));
    }

    private static List<Row> targets() {
        return List.of(
                served("the absolute form", line("GET http://x/ HTTP/1.1")),
                served("the absolute form with the usual port", line("GET http://X:80/ HTTP/1.1")),
                served("two slashes", line("GET //y/ HTTP/1.1")),
                refused("another host in the target", line("GET http://y/ HTTP/1.1")),
                refused("another port in the target", line("GET http://x:81/ HTTP/1.1")),
                refused("a user in the target", line("GET http://y@x/ HTTP/1.1")),
                refused("no host in the target", line("GET http:///y HTTP/1.1")),
                refused("another scheme", line("GET ftp://x/ HTTP/1.1")),
                refused("a relative target", line("GET y HTTP/1.1")),
                refused("a fragment", line("GET /#y HTTP/1.1")),
                refused("an asterisk to GET", line("GET * HTTP/1.1")),
                refused("an authority to GET", line("GET x:80 HTTP/1.1")),
                refused("CONNECT without an authority", line("CONNECT / HTTP/1.1")),
                refused(501, "CONNECT", line("CONNECT x:80 HTTP/1.1")));
    }

    private static Row served(String name, String request) {
        return new Row(name, request, 200, false);
    }

    private static Row last(String name, String request) {
        return new Row(name, request, 200, true);
    }

    private static Row refused(String name, String request) {
        return refused(400, name, request);
    }

    private static Row refused(int status, String name, String request) {
        return new Row(name, request, status, true);
    }

    private static String line(String requestLine) {
        return requestLine + "\r\nHost: x\r\n\r\n";
    }

    private static String get(String fields, String body) {
        return "GET / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n" + body;
    }

    private static String post(String fields, String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n" + body;
    }

    private static String old(String fields, String method) {
        return method + " / HTTP/1.0\r\n" + fields + "\r\n\r\n";
    }

    private static String coded(String coding) {
        return post("Transfer-Encoding: " + coding, "5\r\nhello" + END);
    }

    private static String chunkedBy(String field) {
        return post(field, "5\r\nhello" + END);
    }

    private static String chunks(String body) {
        return post("Transfer-Encoding: chunked", body);
    }
}
