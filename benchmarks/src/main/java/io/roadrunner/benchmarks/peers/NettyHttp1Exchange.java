package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request of HTTP/1.1 with its answer. On the event loop of its connection.
record NettyHttp1Exchange(ChannelHandlerContext context, HttpRequest request)
        implements NettyExchange {
    @Override
    public String target() {
        return request.uri();
    }

    @Override
    public @Nullable CharSequence field(AsciiString name) {
        return request.headers().get(name);
    }

    @Override
    public void answer(AsciiString type, ByteBuf content, @Nullable AsciiString coding) {
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        if (coding != null) {
            response.headers().set(HttpHeaderNames.CONTENT_ENCODING, coding);
        }
        last(write(response));
    }

    @Override
    public void refuse(HttpResponseStatus status) {
        HttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        last(write(response));
    }

    @Override
    public void begin(AsciiString type) {
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        var _ = write(response);
    }

    @Override
    public void piece(ByteBuf content) {
        var _ = context.writeAndFlush(new DefaultHttpContent(content));
    }

    @Override
    public void end() {
        last(context.write(LastHttpContent.EMPTY_LAST_CONTENT));
    }

    /// By the kernel's sendfile unless it has to be encrypted.
    @Override
    public void file(Path file) throws IOException {
        long length = Files.size(file);
        FileChannel channel = FileChannel.open(file);
        HttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        var _ = write(response);
        if (context.pipeline().get(SslHandler.class) == null) {
            var _ = context.write(new DefaultFileRegion(channel, 0, length));
        } else {
            try (channel) {
                ByteBuf content = context.alloc().buffer((int) length);
                content.writeBytes(channel, 0L, (int) length);
                var _ = context.write(new DefaultHttpContent(content));
            }
        }
        end();
    }

    private ChannelFuture write(HttpResponse response) {
        HttpUtil.setKeepAlive(
                response.headers(), request.protocolVersion(), HttpUtil.isKeepAlive(request));
        return context.write(response);
    }

    private void last(ChannelFuture written) {
        if (!HttpUtil.isKeepAlive(request)) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }
}
