package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/// Tells by the first octets of a connection without TLS which protocol it speaks, then makes room
/// for that. One for each connection.
final class NettyPreface extends ByteToMessageDecoder {
    /// `PRI`: no method of HTTP/1.1 begins so.
    private static final int TELLING = 3;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < TELLING) {
            return;
        }
        ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
        boolean http2 = in.slice(in.readerIndex(), TELLING).equals(preface.readSlice(TELLING));
        preface.release();
        if (http2) {
            NettyHttp2.install(context.pipeline());
        } else {
            NettyHttp1.install(context.pipeline());
        }
        context.pipeline().remove(this);
    }
}
