package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The routes of Netty for both protocols. It has no router, so those below `/api/v1` are not
/// there. Any event loop.
final class NettyRoutes {
    private static final AsciiString TEXT = AsciiString.cached(Answers.TEXT);
    private static final AsciiString OCTETS = AsciiString.cached(Answers.OCTETS);
    private static final AsciiString JSON = AsciiString.cached(Answers.JSON);
    private static final AsciiString EVENTS = AsciiString.cached(Answers.EVENTS);
    private static final AsciiString ECHOED_FIELD = AsciiString.cached(Answers.ECHOED_FIELD);

    private static final String STATIC = "/static/";

    private static final byte[] HELLO = Answers.hello();
    private static final byte[] LARGE = Answers.large();
    private static final byte[] PIECE = Answers.piece();
    private static final byte[] ROWS = Answers.rows();
    private static final Optional<Path> FILES = Peer.staticFolder();

    private NettyRoutes() {}

    /// A request has begun: it is answered, or its content is wanted.
    static NettyContent begin(NettyExchange exchange) {
        switch (exchange.target()) {
            case "/hello" -> exchange.answer(TEXT, Unpooled.wrappedBuffer(HELLO));
            case "/json" -> exchange.answer(JSON, Unpooled.wrappedBuffer(Jackson.order()));
            case "/headers" -> field(exchange);
            case "/large" -> exchange.answer(OCTETS, Unpooled.wrappedBuffer(LARGE));
            case "/stream" -> stream(exchange);
            case "/sse" -> events(exchange);
            case "/gzip" -> rows(exchange);
            case "/echo" -> {
                return echo(exchange);
            }
            case "/form" -> {
                return new NettyContent.Gathered(content -> form(exchange, content));
            }
            case "/upload" -> {
                return new NettyContent.Counted(octets -> text(exchange, Long.toString(octets)));
            }
            default -> others(exchange);
        }
        return NettyContent.IGNORED;
    }

    private static void others(NettyExchange exchange) {
        if (exchange.target().startsWith("/api/v1/")) {
            exchange.refuse(HttpResponseStatus.NOT_IMPLEMENTED);
        } else if (exchange.target().startsWith(STATIC)) {
            file(exchange, exchange.target().substring(STATIC.length()));
        } else {
            exchange.refuse(HttpResponseStatus.NOT_FOUND);
        }
    }

    private static void text(NettyExchange exchange, String text) {
        exchange.answer(TEXT, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static NettyContent echo(NettyExchange exchange) {
        CharSequence type = exchange.field(HttpHeaderNames.CONTENT_TYPE);
        AsciiString same = type == null ? OCTETS : AsciiString.of(type);
        return new NettyContent.Gathered(content -> exchange.answer(same, content));
    }

    private static void field(NettyExchange exchange) {
        text(exchange, Objects.requireNonNullElse(exchange.field(ECHOED_FIELD), "").toString());
    }

    private static void form(NettyExchange exchange, ByteBuf content) {
        String text = content.toString(StandardCharsets.UTF_8);
        Map<String, List<String>> fields = new QueryStringDecoder(text, false).parameters();
        String value = fields.getOrDefault("field64", List.of("")).getFirst();
        text(exchange, Answers.form(fields.size(), value));
    }

    private static void stream(NettyExchange exchange) {
        exchange.begin(OCTETS);
        for (int i = 0; i < Answers.PIECES; i++) {
            exchange.piece(Unpooled.wrappedBuffer(PIECE));
        }
        exchange.end();
    }

    private static void events(NettyExchange exchange) {
        exchange.begin(EVENTS);
        for (int i = 0; i < Answers.TICKS; i++) {
            exchange.piece(
                    ByteBufUtil.writeAscii(UnpooledByteBufAllocator.DEFAULT, Answers.event(i)));
        }
        exchange.end();
    }

    private static void rows(NettyExchange exchange) {
        CharSequence accepted = exchange.field(HttpHeaderNames.ACCEPT_ENCODING);
        if (accepted == null || !AsciiString.contains(accepted, HttpHeaderValues.GZIP)) {
            exchange.answer(JSON, Unpooled.wrappedBuffer(ROWS));
        } else {
            exchange.answer(JSON, compressed(), HttpHeaderValues.GZIP);
        }
    }

    /// As Netty's own handler does for HTTP/1.1, which would see every other answer, too.
    private static ByteBuf compressed() {
        EmbeddedChannel encoder =
                new EmbeddedChannel(ZlibCodecFactory.newZlibEncoder(ZlibWrapper.GZIP));
        encoder.writeOutbound(Unpooled.wrappedBuffer(ROWS));
        encoder.finish();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part; (part = encoder.readOutbound()) != null; ) {
            all.writeBytes(part);
            part.release();
        }
        return all;
    }

    /// A file right in the folder.
    private static void file(NettyExchange exchange, String name) {
        try {
            if (FILES.isEmpty() || name.contains("/") || name.startsWith(".")) {
                exchange.refuse(HttpResponseStatus.NOT_FOUND);
            } else {
                exchange.file(FILES.get().resolve(name));
            }
        } catch (IOException e) {
            exchange.refuse(HttpResponseStatus.NOT_FOUND);
        }
    }
}
