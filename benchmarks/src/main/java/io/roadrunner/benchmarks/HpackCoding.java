package io.roadrunner.benchmarks;

import io.roadrunner.bytes.ByteOutput;
import io.roadrunner.hpack.HpackDecoder;
import io.roadrunner.hpack.HpackEncoder;
import io.roadrunner.hpack.HpackException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long it takes to read the field lines of a browser's request and to write those of a
/// response, on a new connection and on one whose tables know them.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HpackCoding {
    private static final int TABLE_SIZE = 4096;
    private static final int LIST_SIZE = 65_536;
    private static final String[] REQUEST = {
        ":method",
        "GET",
        ":scheme",
        "https",
        ":authority",
        "www.example.com",
        ":path",
        "/articles/2026/an-article?page=2",
        "user-agent",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "accept-language",
        "en-US,en;q=0.5",
        "accept-encoding",
        "gzip, deflate, br, zstd",
        "referer",
        "https://www.example.com/articles/",
        "cookie",
        "session=5a1f0c9e7b3d4826a1f0c9e7b3d48265",
        "sec-fetch-dest",
        "document",
        "sec-fetch-mode",
        "navigate",
        "sec-fetch-site",
        "same-origin",
    };
    private static final String[] RESPONSE = {
        "content-type", "text/html; charset=utf-8",
        "content-length", "5312",
        "cache-control", "no-cache",
        "vary", "accept-encoding",
        "etag", "\"5a1f0c9e7b3d4826\"",
        "x-content-type-options", "nosniff",
        "strict-transport-security", "max-age=63072000",
    };

    private final byte[] date = HpackEncoder.literal("date", "Thu, 01 Jan 2026 00:00:00 GMT");
    private final ByteOutput out = new ByteOutput(1024);
    private final HpackEncoder encoder = new HpackEncoder();
    private final HpackDecoder decoder = new HpackDecoder(TABLE_SIZE, LIST_SIZE);
    private byte[] firstRequest = {};
    private byte[] laterRequest = {};

    /// Writes the request twice as a peer would, and brings the tables to where they are then.
    @Setup
    public void makeBlocks() throws HpackException {
        HpackEncoder peer = new HpackEncoder();
        firstRequest = request(peer);
        laterRequest = request(peer);
        decoder.decode(firstRequest, 0, firstRequest.length);
        response(encoder);
    }

    /// The first request of a connection: nearly everything is a literal in the Huffman code.
    @Benchmark
    public int decodeFirst() throws HpackException {
        HpackDecoder fresh = new HpackDecoder(TABLE_SIZE, LIST_SIZE);
        return fresh.decode(firstRequest, 0, firstRequest.length).size();
    }

    /// A later one: nearly everything is an index.
    @Benchmark
    public int decodeLater() throws HpackException {
        return decoder.decode(laterRequest, 0, laterRequest.length).size();
    }

    /// The first response of a connection.
    @Benchmark
    public int encodeFirst() {
        return response(new HpackEncoder());
    }

    /// A later one.
    @Benchmark
    public int encodeLater() {
        return response(encoder);
    }

    private int response(HpackEncoder writer) {
        out.clear();
        writer.begin(out);
        writer.status(out, 200);
        out.put(date);
        fields(writer, RESPONSE);
        return out.size();
    }

    private byte[] request(HpackEncoder writer) {
        out.clear();
        writer.begin(out);
        fields(writer, REQUEST);
        byte[] octets = new byte[out.size()];
        out.toByteBuffer().get(octets);
        return octets;
    }

    private void fields(HpackEncoder writer, String[] namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            writer.field(out, namesAndValues[i], namesAndValues[i + 1]);
        }
    }
}
