package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request of HTTP/2 with its answer. On the event loop of its connection.
record NettyHttp2Exchange(ChannelHandlerContext context, Http2Headers fields)
        implements NettyExchange {
    @Override
    public String target() {
        return String.valueOf(fields.path());
    }

    @Override
    public @Nullable CharSequence field(AsciiString name) {
        return fields.get(name);
    }

    @Override
    public void answer(AsciiString type, ByteBuf content, @Nullable AsciiString coding) {
        Http2Headers headers =
                head(HttpResponseStatus.OK)
                        .set(HttpHeaderNames.CONTENT_TYPE, type)
                        .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (coding != null) {
            headers.set(HttpHeaderNames.CONTENT_ENCODING, coding);
        }
        var _ = context.write(new DefaultHttp2HeadersFrame(headers));
        var _ = context.write(new DefaultHttp2DataFrame(content, true));
    }

    @Override
    public void refuse(HttpResponseStatus status) {
        var _ = context.write(new DefaultHttp2HeadersFrame(head(status), true));
    }

    @Override
    public void begin(AsciiString type) {
        Http2Headers headers = head(HttpResponseStatus.OK).set(HttpHeaderNames.CONTENT_TYPE, type);
        var _ = context.write(new DefaultHttp2HeadersFrame(headers));
    }

    @Override
    public void piece(ByteBuf content) {
        var _ = context.writeAndFlush(new DefaultHttp2DataFrame(content));
    }

    @Override
    public void end() {
        var _ = context.write(new DefaultHttp2DataFrame(true));
    }

    @Override
    public void file(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int length = (int) channel.size();
            ByteBuf content = context.alloc().buffer(length);
            content.writeBytes(channel, 0L, length);
            Http2Headers headers =
                    head(HttpResponseStatus.OK).setInt(HttpHeaderNames.CONTENT_LENGTH, length);
            var _ = context.write(new DefaultHttp2HeadersFrame(headers));
            var _ = context.write(new DefaultHttp2DataFrame(content, true));
        }
    }

    private static Http2Headers head(HttpResponseStatus status) {
        return new DefaultHttp2Headers().status(status.codeAsText());
    }
}
