package io.roadrunner.benchmarks.peers;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What becomes of the content of a request while it arrives. One for each request that has some,
/// on the event loop of its connection.
interface NettyContent {
    /// For requests that are answered when they begin.
    NettyContent IGNORED =
            new NettyContent() {
                @Override
                public void part(ByteBuf part) {}

                @Override
                public void end() {}
            };

    /// A part has arrived; it belongs to the caller.
    void part(ByteBuf part);

    /// All has arrived.
    void end();

    /// Only the number of octets.
    final class Counted implements NettyContent {
        private final LongConsumer whole;
        private long octets;

        Counted(LongConsumer whole) {
            this.whole = whole;
        }

        @Override
        public void part(ByteBuf part) {
            octets += part.readableBytes();
        }

        @Override
        public void end() {
            whole.accept(octets);
        }
    }

    /// All of it in the heap, so that nobody has to release it; beyond 1 MiB the part is refused by
    /// an exception.
    final class Gathered implements NettyContent {
        private static final int CAPACITY = 256;
        private static final int MAX_OCTETS = 1 << 20;

        private final Consumer<ByteBuf> whole;
        private final ByteBuf content = Unpooled.buffer(CAPACITY, MAX_OCTETS);

        Gathered(Consumer<ByteBuf> whole) {
            this.whole = whole;
        }

        @Override
        public void part(ByteBuf part) {
            content.writeBytes(part);
        }

        @Override
        public void end() {
            whole.accept(content);
        }
    }
}
