package io.roadrunner.benchmarks.peers;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/// Answers HTTP/1.1 requests, and leaves the connection to the WebSocket handlers when one asks for
/// that. One for each connection, on its event loop.
final class NettyHttp1 extends SimpleChannelInboundHandler<HttpObject> {
    private static final int MAX_UPGRADE_OCTETS = 8 << 10;
    private static final int MAX_MESSAGE_OCTETS = 1 << 20;

    private NettyContent content = NettyContent.IGNORED;

    static void install(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpServerCodec(), new NettyHttp1());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        if (message instanceof HttpContent part) {
            content.part(part.content());
            if (part instanceof LastHttpContent) {
                content.end();
            }
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        NettyHttp1Exchange exchange = new NettyHttp1Exchange(context, request);
        content = NettyContent.IGNORED;
        if (request.decoderResult().isFailure()) {
            exchange.refuse(HttpResponseStatus.BAD_REQUEST);
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else if (request.uri().equals("/ws")) {
            upgrade(context, request);
        } else {
            content = NettyRoutes.begin(exchange);
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
