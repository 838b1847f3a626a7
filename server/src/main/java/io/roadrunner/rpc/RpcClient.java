package io.roadrunner.rpc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Inet4Address;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Calls the methods of a running server. Blocking, one call at a time; any thread, others wait.
/// Nothing takes longer than the timeout that was given.
///
/// ```java
/// try (RpcClient client = RpcClient.connect(RpcAddress.STANDARD, Duration.ofSeconds(5))) {
///     Message answer = client.call(type, type.argument().message().put("plugin", "http").build());
/// }
/// ```
public final class RpcClient implements AutoCloseable {
    /// How long the payload of an answer may be, in bytes.
    static final int MAX_ANSWER = 64 << 20;

    private static final int INPUT_SIZE = 8192;

    private final RpcAddress address;
    private final Duration timeout;
    private final RpcCodec codec;
    private final SocketChannel channel;
    private final Selector selector;
    private final GoridgeFrameDecoder decoder = new GoridgeFrameDecoder(MAX_ANSWER);
    private final ByteBuffer input = ByteBuffer.allocate(INPUT_SIZE).limit(0);
    private int lastSequence;

    private RpcClient(
            RpcAddress address,
            Duration timeout,
            RpcCodec codec,
            SocketChannel channel,
            Selector selector) {
        this.address = address;
        this.timeout = timeout;
        this.codec = codec;
        this.channel = channel;
        this.selector = selector;
    }

    /// A client that speaks JSON.
    ///
    /// @param timeout for connecting, and for each call, above zero
    /// @throws RpcException when nobody listens there
    public static RpcClient connect(RpcAddress address, Duration timeout) throws RpcException {
        return connect(address, timeout, RpcCodec.JSON);
    }

    /// A client.
    ///
    /// @param timeout for connecting, and for each call, above zero
    /// @param codec how arguments are written
    /// @throws RpcException when nobody listens there
    public static RpcClient connect(RpcAddress address, Duration timeout, RpcCodec codec)
            throws RpcException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout of " + timeout);
        }
        try {
            return open(address, timeout, codec);
        } catch (RpcException e) {
            throw e;
        } catch (IOException e) {
            throw new RpcException.Unreachable(
                    "cannot reach %s: %s".formatted(address, reason(e)), e);
        }
    }

    private static RpcClient open(RpcAddress address, Duration timeout, RpcCodec codec)
            throws IOException {
        SocketChannel channel = SocketChannel.open(family(address));
        Selector selector = null;
        boolean open = false;
        try {
            selector = Selector.open();
            channel.configureBlocking(false);
            RpcClient client = new RpcClient(address, timeout, codec, channel, selector);
            client.connect();
            open = true;
            return client;
        } finally {
            if (!open) {
                channel.close();
                if (selector != null) {
                    selector.close();
                }
            }
        }
    }

    private static ProtocolFamily family(RpcAddress address) throws IOException {
        return switch (address) {
            case RpcAddress.Unix _ -> StandardProtocolFamily.UNIX;
            case RpcAddress.Tcp tcp ->
                    tcp.socketAddress().getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6;
        };
    }

    private void connect() throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        channel.connect(address.socketAddress());
        while (!channel.finishConnect()) {
            await(SelectionKey.OP_CONNECT, deadline);
        }
    }

    /// Calls a method.
    ///
    /// @param argument of the type of arguments of the method
    /// @return a message of the type of its results
    /// @throws RpcException when there is none
    public Message call(MethodType method, Message argument) throws RpcException {
        if (!argument.type().equals(method.argument())) {
            throw new IllegalArgumentException(
                    method.name() + " does not take a " + argument.type().name());
        }
        ByteBuffer result = call(method.name(), codec, codec.encode(argument));
        try {
            return codec.decode(method.result(), result);
        } catch (MalformedMessageException e) {
            close();
            throw new RpcException.BadAnswer(
                    "%s gave no %s: %s"
                            .formatted(method.name(), method.result().name(), e.getMessage()));
        }
    }

    /// Calls a method whose type is not known, with texts of JSON.
    ///
    /// @param argument one JSON text, or nothing
    /// @return one JSON text
    /// @throws RpcException when there is none
    public String callJson(String method, String argument) throws RpcException {
        ByteBuffer bytes = ByteBuffer.wrap(argument.getBytes(StandardCharsets.UTF_8));
        return StandardCharsets.UTF_8.decode(call(method, RpcCodec.JSON, bytes)).toString();
    }

    private synchronized ByteBuffer call(String method, RpcCodec codec, ByteBuffer argument)
            throws RpcException {
        boolean usable = false;
        try {
            int sequence = ++lastSequence;
            long deadline = System.nanoTime() + timeout.toNanos();
            write(new Envelope(codec.flag(), sequence, method, argument), deadline);
            ByteBuffer result = result(read(deadline), sequence);
            usable = true;
            return result;
        } catch (RpcException.ErrorAnswer e) {
            usable = true;
            throw e;
        } catch (RpcException e) {
            throw e;
        } catch (BadFrameException e) {
            throw new RpcException.BadAnswer("%s answered %s".formatted(address, e.getMessage()));
        } catch (IOException | ClosedSelectorException e) {
            throw new RpcException.Unreachable("%s has gone: %s".formatted(address, reason(e)), e);
        } finally {
            if (!usable) {
                close();
            }
        }
    }

    /// Some exceptions say in their name alone what is wrong.
    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private ByteBuffer result(GoridgeFrame frame, int sequence)
            throws BadFrameException, RpcException {
        Envelope answer = Envelope.of(frame);
        if (answer.sequence() != sequence) {
            throw new BadFrameException("another call");
        }
        if (frame.hasFlag(GoridgeFrame.ERROR)) {
            String text = StandardCharsets.UTF_8.decode(answer.body()).toString();
            throw new RpcException.ErrorAnswer(text);
        }
        return answer.body();
    }

    private void write(Envelope call, long deadline) throws IOException {
        ByteBuffer bytes = GoridgeFrameEncoder.encode(call.frame());
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, deadline);
            }
        }
    }

    private GoridgeFrame read(long deadline) throws IOException, BadFrameException {
        while (true) {
            GoridgeFrame frame = decoder.decode(input);
            if (frame != null) {
                return frame;
            }
            int read = channel.read(input.clear());
            input.flip();
            if (read < 0) {
                throw new ClosedChannelException();
            }
            if (read == 0) {
                await(SelectionKey.OP_READ, deadline);
            }
        }
    }

    private void await(int operation, long deadline) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new RpcException.Timeout(
                    "%s did not answer within %d ms".formatted(address, timeout.toMillis()));
        }
        channel.register(selector, operation);
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /// Closes the connection. Any thread, any number of times.
    @Override
    public void close() {
        try (selector;
                channel) {
            // Both are closed, also when closing one fails.
        } catch (IOException e) {
            System.getLogger(RpcClient.class.getName())
                    .log(System.Logger.Level.DEBUG, "closing a connection of RPC failed", e);
        }
    }
}
