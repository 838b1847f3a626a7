package io.roadrunner.benchmarks.peers;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.AsciiString;

/// Answers HTTP/1.1 requests, and leaves the connection to the WebSocket handlers when one asks for
/// that. One for each connection, on its event loop.
final class NettyHttp1 extends SimpleChannelInboundHandler<HttpObject> {
    private static final AsciiString TEXT = AsciiString.cached(Answers.TEXT);
    private static final AsciiString OCTETS = AsciiString.cached(Answers.OCTETS);
    private static final byte[] HELLO = Answers.hello();
    private static final byte[] LARGE = Answers.large();
    private static final byte[] NOTHING = new byte[0];

    private static final int MAX_UPGRADE_OCTETS = 8 << 10;
    private static final int MAX_MESSAGE_OCTETS = 1 << 20;

    static void install(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpServerCodec(), new NettyHttp1());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (!(message instanceof HttpRequest request)) {
            return;
        }
        if (request.decoderResult().isFailure()) {
            FullHttpResponse response = response(HttpResponseStatus.BAD_REQUEST, TEXT, NOTHING);
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        switch (request.uri()) {
            case "/hello" -> answer(context, request, response(HttpResponseStatus.OK, TEXT, HELLO));
            case "/large" ->
                    answer(context, request, response(HttpResponseStatus.OK, OCTETS, LARGE));
            case "/ws" -> upgrade(context, request);
            default ->
                    answer(context, request, response(HttpResponseStatus.NOT_FOUND, TEXT, NOTHING));
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

    private static FullHttpResponse response(
            HttpResponseStatus status, AsciiString type, byte[] content) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        return response;
    }

    private static void answer(
            ChannelHandlerContext context, HttpRequest request, FullHttpResponse response) {
        boolean persistent = HttpUtil.isKeepAlive(request);
        HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), persistent);
        var written = context.write(response);
        if (!persistent) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest request) {
        context.pipeline()
                .addLast(
                        new HttpObjectAggregator(MAX_UPGRADE_OCTETS),
                        new WebSocketServerProtocolHandler("/ws"),
                        new WebSocketFrameAggregator(MAX_MESSAGE_OCTETS),
                        new NettyEcho())
                .remove(this);
        context.fireChannelRead(request);
    }
}
