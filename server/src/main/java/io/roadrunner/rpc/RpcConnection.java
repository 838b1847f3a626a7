package io.roadrunner.rpc;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One connection of a caller. Its own virtual thread reads frames and starts calls, each on a
/// thread of its own; whoever has an answer writes it, one after the other. The watching thread of
/// the server looks at the times and cuts what takes too long.
final class RpcConnection {
    private static final int INPUT_SIZE = 8192;
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST_ERROR = 4096;
    private static final System.Logger LOGGER = System.getLogger(RpcConnection.class.getName());

    private final SocketChannel channel;
    private final RpcOptions options;
    private final Map<String, RpcMethod> methods;
    private final Semaphore permits;
    private final Set<RpcCall> calls = ConcurrentHashMap.newKeySet();
    private final ReentrantLock writing = new ReentrantLock();

    /// When the frame that is being read has to be complete, or the next one to have begun; written
    /// by the thread that reads.
    private volatile Timer reading;

    /// The thread that serves, once it does.
    private volatile @Nullable Thread reader;

    /// When the last call ended; written by calls.
    private volatile long lastEnd = System.nanoTime();

    /// When the answer that is being written has to be out; null when none is.
    private volatile @Nullable Timer written;

    /// A moment of [System#nanoTime()].
    ///
    /// @param whileIdle whether it only counts when no call runs
    private record Timer(long deadline, boolean whileIdle) {
        boolean isOver(long now) {
            return now - deadline >= 0;
        }
    }

    RpcConnection(SocketChannel channel, RpcOptions options, Map<String, RpcMethod> methods) {
        this.channel = channel;
        this.options = options;
        this.methods = methods;
        this.permits = new Semaphore(options.maxCalls());
        this.reading = new Timer(System.nanoTime() + options.frameTimeout().toNanos(), false);
    }

    /// Serves until the peer ends, errs or is cut off.
    void serve() {
        reader = Thread.currentThread();
        try {
            boolean lingers = readFrames();
            rest();
            awaitCalls();
            if (lingers) {
                linger();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "a connection of RPC broke", e);
        } catch (InterruptedException _) {
            LOGGER.log(Level.DEBUG, "a connection of RPC was cut while calls ran");
        } finally {
            abort();
        }
    }

    /// @return whether a last answer is to be kept from what the peer still sends
    private boolean readFrames() throws IOException, InterruptedException {
        GoridgeFrameDecoder decoder = new GoridgeFrameDecoder(options.maxPayload());
        ByteBuffer input = ByteBuffer.allocate(INPUT_SIZE);
        while (channel.read(input) >= 0) {
            input.flip();
            boolean newFrame = reading.whileIdle();
            try {
                for (GoridgeFrame frame = decoder.decode(input);
                        frame != null;
                        frame = decoder.decode(input)) {
                    rest();
                    newFrame = true;
                    take(frame);
                }
            } catch (BadFrameException e) {
                return refuse(e);
            }
            input.clear();
            if (newFrame && !decoder.isBetweenFrames()) {
                reading = new Timer(System.nanoTime() + options.frameTimeout().toNanos(), false);
            }
        }
        return false;
    }

    /// Nothing of a frame is there: the time without a call begins anew.
    private void rest() {
        reading = new Timer(System.nanoTime() + options.idleTimeout().toNanos(), true);
    }

    private void take(GoridgeFrame frame)
            throws BadFrameException, IOException, InterruptedException {
        if (frame.hasFlag(GoridgeFrame.ERROR)) {
            throw new BadFrameException("an error, which only an answer can be");
        }
        if (frame.hasStreamBit(GoridgeFrame.PONG)) {
            return;
        }
        if (frame.hasStreamBit(GoridgeFrame.PING)) {
            write(
                    new GoridgeFrame(
                            frame.flags(), GoridgeFrame.PONG, frame.options(), frame.payload()));
            return;
        }
        Envelope envelope = Envelope.of(frame);
        try {
            start(call(frame, envelope));
        } catch (RpcErrorException e) {
            write(error(envelope, String.valueOf(e.getMessage())).frame());
        }
    }

    private RpcCall call(GoridgeFrame frame, Envelope envelope) throws RpcErrorException {
        if (frame.hasFlag(GoridgeFrame.CONTROL)) {
            throw new RpcErrorException("a control frame is no call");
        }
        if (frame.hasStreamBit(GoridgeFrame.STREAM | GoridgeFrame.STOP)) {
            throw new RpcErrorException("a call is no stream");
        }
        RpcCodec codec = RpcCodec.of(frame.flags());
        RpcMethod method = methods.get(envelope.method());
        if (method == null) {
            throw new RpcErrorException("no such method: " + Printable.of(envelope.method()));
        }
        long deadline = System.nanoTime() + options.callTimeout().toNanos();
        return new RpcCall(this, envelope, codec, method, deadline);
    }

    /// Waits while too many calls run; they are answered in time, but may go on after that.
    private void start(RpcCall call) throws IOException, InterruptedException {
        if (!permits.tryAcquire(patience(), TimeUnit.NANOSECONDS)) {
            throw new IOException(options.maxCalls() + " calls do not end");
        }
        calls.add(call);
        boolean started = false;
        try {
            call.start();
            started = true;
        } finally {
            if (!started) {
                ended(call);
            }
        }
    }

    /// A call has given its answer, or has none to give.
    void ended(RpcCall call) {
        lastEnd = System.nanoTime();
        if (calls.remove(call)) {
            permits.release();
        }
    }

    /// Writes the answer of a call. A peer that is gone does not need it any more.
    void answer(Envelope answer) {
        try {
            write(answer.frame());
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "an answer of RPC cannot be written", e);
        }
    }

    /// The error as an answer to a call.
    Envelope error(Envelope call, String text) {
        int codecs = call.flags() & GoridgeFrame.CODECS;
        String start = text.length() > LONGEST_ERROR ? text.substring(0, LONGEST_ERROR) : text;
        return new Envelope(
                (codecs == 0 ? GoridgeFrame.GOB : codecs) | GoridgeFrame.ERROR,
                call.sequence(),
                call.method(),
                ByteBuffer.wrap(start.getBytes(StandardCharsets.UTF_8)));
    }

    int maxPayload() {
        return options.maxPayload();
    }

    /// @return whether the peer was told
    private boolean refuse(BadFrameException problem) throws IOException {
        LOGGER.log(Level.DEBUG, "a bad frame: {0}", problem.getMessage());
        Integer sequence = problem.sequence();
        if (sequence == null) {
            return false;
        }
        Envelope call = new Envelope(GoridgeFrame.JSON, sequence, "", ByteBuffer.allocate(0));
        write(error(call, String.valueOf(problem.getMessage())).frame());
        return true;
    }

    /// Takes what the peer still sends, for a second at most: closing before would take the answer
    /// away from it.
    private void linger() throws IOException {
        reading = new Timer(System.nanoTime() + LINGER_NANOS, false);
        channel.shutdownOutput();
        ByteBuffer rest = ByteBuffer.allocate(INPUT_SIZE);
        int read = 0;
        while (read >= 0) {
            read = channel.read(rest.clear());
        }
    }

    private void write(GoridgeFrame frame) throws IOException {
        ByteBuffer bytes = GoridgeFrameEncoder.encode(frame);
        writing.lock();
        try {
            written = new Timer(System.nanoTime() + options.writeTimeout().toNanos(), false);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } finally {
            written = null;
            writing.unlock();
        }
    }

    /// The peer sends nothing more, but may wait for answers.
    private void awaitCalls() throws InterruptedException {
        if (permits.tryAcquire(options.maxCalls(), patience(), TimeUnit.NANOSECONDS)) {
            permits.release(options.maxCalls());
        }
    }

    /// How long a call may run until its answer is out, in nanoseconds.
    private long patience() {
        return options.callTimeout().plus(options.writeTimeout()).toNanos();
    }

    /// Cuts off what takes too long. Called by the watching thread; never blocks.
    void check(long now) {
        Timer timer = written;
        if (timer != null && timer.isOver(now)) {
            abort();
        }
        Timer read = reading;
        if (read.isOver(now) && (!read.whileIdle() || isIdle(now))) {
            abort();
        }
        for (RpcCall call : calls) {
            call.check(now);
        }
    }

    private boolean isIdle(long now) {
        return calls.isEmpty() && now - lastEnd >= options.idleTimeout().toNanos();
    }

    /// Reads no further call; ends when those that run are answered. Any thread.
    void finish() {
        try {
            channel.shutdownInput();
        } catch (IOException _) {
            abort();
        }
    }

    /// Closes the connection and interrupts its calls. Any thread, any number of times.
    void abort() {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "closing a connection of RPC failed", e);
        }
        Thread waiting = reader;
        if (waiting != null) {
            waiting.interrupt();
        }
        calls.forEach(RpcCall::interrupt);
    }
}
