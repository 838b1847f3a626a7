package io.roadrunner.http1;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.http.Headers;
import io.roadrunner.http.RejectedException;
import io.roadrunner.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to read the head of a request, of a program and of a browser, and to write
/// that of a response.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadCoding {
    private static final String SHORT =
            """
            GET /hello HTTP/1.1
            Host: 127.0.0.1:8080

            """;
    private static final String LONG =
            """
            GET /articles/2026/an-article?page=2 HTTP/1.1
            Host: www.example.com
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8
            Accept-Language: en-US,en;q=0.5
            Accept-Encoding: gzip, deflate, br, zstd
            Referer: https://www.example.com/articles/
            Connection: keep-alive
            Cookie: session=5a1f0c9e7b3d4826a1f0c9e7b3d48265
            Sec-Fetch-Dest: document
            Sec-Fetch-Mode: navigate
            Sec-Fetch-Site: same-origin

            """;

    private final byte[] shortHead = octets(SHORT);
    private final byte[] longHead = octets(LONG);
    private final RequestHeadParser parser = new RequestHeadParser(Http1Limits.defaults());

    private final ByteOutput out = new ByteOutput(1024);
    private final byte[] date = ResponseHeadEncoder.dateLine("Thu, 01 Jan 2026 00:00:00 GMT");
    private final Headers one = Headers.of("content-type", "text/plain; charset=utf-8");
    private final Headers six =
            Headers.of(
                    "content-type", "text/html; charset=utf-8",
                    "cache-control", "no-cache",
                    "vary", "accept-encoding",
                    "etag", "\"5a1f0c9e7b3d4826\"",
                    "x-content-type-options", "nosniff",
                    "strict-transport-security", "max-age=63072000");

    private static byte[] octets(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// A request with nothing but its `host`.
    @Benchmark
    public @Nullable RequestHead readShort() throws RejectedException {
        return parser.parse(shortHead, 0, shortHead.length);
    }

    /// What a browser sends.
    @Benchmark
    public @Nullable RequestHead readLong() throws RejectedException {
        return parser.parse(longHead, 0, longHead.length);
    }

    /// A response with one field of its handler.
    @Benchmark
    public int writeOne() {
        return write(one);
    }

    /// A response with six of them.
    @Benchmark
    public int writeSix() {
        return write(six);
    }

    private int write(Headers headers) {
        out.clear();
        ResponseHeadEncoder.statusLine(out, 200);
        ResponseHeadEncoder.fields(out, headers, date);
        ResponseHeadEncoder.contentLength(out, 18);
        out.putLineEnd();
        return out.size();
    }
}
