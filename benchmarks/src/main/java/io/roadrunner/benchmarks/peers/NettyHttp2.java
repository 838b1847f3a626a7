package io.roadrunner.benchmarks.peers;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.util.AsciiString;

/// Answers HTTP/2 requests. Stateless, shared by all streams, on the event loop of each. A request
/// is answered when its fields are there: none of these routes reads content.
@Sharable
final class NettyHttp2 extends SimpleChannelInboundHandler<Http2HeadersFrame> {
    private static final AsciiString TEXT = AsciiString.cached(Answers.TEXT);
    private static final AsciiString OCTETS = AsciiString.cached(Answers.OCTETS);
    private static final byte[] HELLO = Answers.hello();
    private static final byte[] LARGE = Answers.large();
    private static final byte[] NOTHING = new byte[0];

    static void install(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer().validateHeaders(true).build(),
                new Http2MultiplexHandler(new NettyHttp2()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2HeadersFrame frame) {
        if (!frame.isEndStream()) {
            var _ = context.close();
            return;
        }
        switch (String.valueOf(frame.headers().path())) {
            case "/hello" -> answer(context, HttpResponseStatus.OK, TEXT, HELLO);
            case "/large" -> answer(context, HttpResponseStatus.OK, OCTETS, LARGE);
            default -> answer(context, HttpResponseStatus.NOT_FOUND, TEXT, NOTHING);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }

    private static void answer(
            ChannelHandlerContext context,
            HttpResponseStatus status,
            AsciiString type,
            byte[] content) {
        Http2Headers headers =
                new DefaultHttp2Headers()
                        .status(status.codeAsText())
                        .set(HttpHeaderNames.CONTENT_TYPE, type)
                        .setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        var _ = context.write(new DefaultHttp2HeadersFrame(headers));
        var _ = context.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(content), true));
    }
}
