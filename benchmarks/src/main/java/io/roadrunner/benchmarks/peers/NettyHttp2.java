package io.roadrunner.benchmarks.peers;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AttributeKey;

/// Answers HTTP/2 requests. Stateless, shared by all streams, on the event loop of each; what
/// becomes of content is kept with its stream.
@Sharable
final class NettyHttp2 extends SimpleChannelInboundHandler<Http2StreamFrame> {
    private static final AttributeKey<NettyContent> CONTENT = AttributeKey.valueOf("content");

    static void install(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer().validateHeaders(true).build(),
                new Http2MultiplexHandler(new NettyHttp2()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
        if (frame instanceof Http2HeadersFrame head) {
            NettyContent content =
                    NettyRoutes.begin(new NettyHttp2Exchange(context, head.headers()));
            if (head.isEndStream()) {
                content.end();
            } else {
                context.channel().attr(CONTENT).set(content);
            }
        } else if (frame instanceof Http2DataFrame data) {
            NettyContent content = context.channel().attr(CONTENT).get();
            content.part(data.content());
            if (data.isEndStream()) {
                content.end();
            }
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
}
