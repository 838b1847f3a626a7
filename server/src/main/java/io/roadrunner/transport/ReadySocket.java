package io.roadrunner.transport;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A socket whose calls block until it is ready, told by a [SelectorLoop]. One thread may read
/// while another writes; everything else comes from any thread.
///
/// The kernel tells of bytes for as long as they are there. While nobody waits for them that would
/// be all the time, so after some rounds it is told not to, until somebody waits again.
final class ReadySocket {
    /// For how many rounds bytes may lie there before the kernel is told to be quiet: who is just
    /// sending an answer needs a moment.
    private static final int PATIENCE = 4;

    private static final VarHandle INPUT = inputField();

    private final SocketChannel channel;
    private final SelectorLoop loop;
    private final Turn turn = new Turn();

    /// Null until somebody has to wait for the first time: many a connection is over before.
    private volatile @Nullable SelectionKey key;

    /// Written through [#INPUT] but for its first value.
    private volatile Input input = Input.QUIESCENT;

    private volatile @Nullable Thread reader;
    private volatile @Nullable Thread writer;
    private volatile boolean writable;

    /// Whether the kernel was told to be quiet.
    private volatile boolean quiet;

    /// Rounds in which nobody took what is there; of the loop.
    private int ignored;

    /// Whether the others have been let run in place of the first wait; of the reader.
    private boolean hasYielded;

    /// What is known of the input.
    private enum Input {
        /// Nobody waits, and nothing has come since the last wait.
        QUIESCENT,
        /// Nobody waits, and something has come.
        READY,
        /// The reader waits.
        AWAITED,
        /// The reader has been woken by the loop, which waits for it to run.
        WOKEN
    }

    /// @param channel connected; non-blocking from now on
    ReadySocket(SocketChannel channel, SelectorLoop loop) throws IOException {
        this.channel = channel;
        this.loop = loop;
        channel.configureBlocking(false);
    }

    private static VarHandle inputField() {
        try {
            return MethodHandles.lookup().findVarHandle(ReadySocket.class, "input", Input.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /// Reads some bytes, blocking until there is one.
    ///
    /// @return how many, -1 at the end of the input
    int read(ByteBuffer target) throws IOException {
        if (turn.isOver()) {
            rest();
        }
        int read = channel.read(target);
        while (read == 0 && target.hasRemaining()) {
            awaitReadable();
            read = channel.read(target);
        }
        return read;
    }

    /// Waits as if nothing were there. The kernel tells of it again in the loop's next round, and
    /// before that the others have had their turn. To yield or to park for a moment would not do:
    /// while some threads do so in turn, no carrier looks for work elsewhere, where new connections
    /// come from.
    private void rest() throws IOException {
        INPUT.compareAndSet(this, Input.READY, Input.QUIESCENT);
        awaitSignal();
    }

    /// Blocks until there was something to read since the last call, or the input has ended. May
    /// return early.
    @SuppressWarnings("ThreadPriorityCheck") // no matter of correctness
    void awaitReadable() throws IOException {
        if (key == null && !hasYielded) {
            // Mostly a client sends at once, and may not be heard of again.
            hasYielded = true;
            Thread.yield();
            return;
        }
        awaitSignal();
    }

    private void awaitSignal() throws IOException {
        reader = Thread.currentThread();
        try {
            if (INPUT.compareAndSet(this, Input.QUIESCENT, Input.AWAITED)) {
                turn.end();
                arm();
                while (input == Input.AWAITED) {
                    park();
                }
            }
        } finally {
            if (INPUT.getAndSet(this, Input.QUIESCENT) == Input.WOKEN) {
                loop.hasRun();
            }
        }
    }

    private void arm() throws ClosedChannelException {
        SelectionKey known = key;
        if (known == null) {
            register();
        } else if (quiet) {
            quiet = false;
            listen(known, SelectionKey.OP_READ);
        }
    }

    private SelectionKey register() throws ClosedChannelException {
        SelectionKey registered = loop.register(channel, this);
        key = registered;
        return registered;
    }

    private void listen(SelectionKey known, int operation) throws ClosedChannelException {
        try {
            known.interestOpsOr(operation);
        } catch (CancelledKeyException e) {
            throw new ClosedChannelException();
        }
        loop.changed();
    }

    private void park() throws IOException {
        loop.requireOpen();
        if (!channel.isOpen()) {
            // Whoever has closed it may have looked for a thread that waits before this one did.
            throw new ClosedChannelException();
        }
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new ClosedByInterruptException();
        }
        LockSupport.park(this);
    }

    /// Writes some of what remains, blocking until at least one byte has left.
    void write(ByteBuffer source) throws IOException {
        while (channel.write(source) == 0 && source.hasRemaining()) {
            awaitWritable();
        }
    }

    /// Writes some of what remains of both, blocking until at least one byte has left.
    void write(ByteBuffer first, ByteBuffer second) throws IOException {
        ByteBuffer[] both = {first, second};
        while (channel.write(both) == 0) {
            awaitWritable();
        }
    }

    private void awaitWritable() throws IOException {
        writer = Thread.currentThread();
        writable = false;
        SelectionKey known = key;
        listen(known == null ? register() : known, SelectionKey.OP_WRITE);
        while (!writable) {
            park();
        }
    }

    /// Something is ready. By the loop.
    void signal(SelectionKey known) {
        int operations = known.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            known.interestOpsAnd(~SelectionKey.OP_WRITE);
            writable = true;
            LockSupport.unpark(writer);
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            signalReadable(known);
        }
    }

    private void signalReadable(SelectionKey known) {
        switch (input) {
            case AWAITED -> {
                loop.willRun();
                if (INPUT.compareAndSet(this, Input.AWAITED, Input.WOKEN)) {
                    LockSupport.unpark(reader);
                } else {
                    loop.hasRun();
                }
            }
            case QUIESCENT -> {
                ignored = 0;
                INPUT.compareAndSet(this, Input.QUIESCENT, Input.READY);
            }
            case READY -> {
                ignored++;
                if (ignored >= PATIENCE) {
                    ignored = 0;
                    silence(known);
                }
            }
            case WOKEN -> {}
        }
    }

    private void silence(SelectionKey known) {
        known.interestOpsAnd(~SelectionKey.OP_READ);
        quiet = true;
        // Whoever began to wait at this moment may not have seen it.
        if (input == Input.AWAITED) {
            quiet = false;
            known.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    /// Whether the kernel does not tell of bytes at present.
    boolean isQuiet() {
        return quiet;
    }

    /// Lets who waits look at the socket again.
    void wake() {
        if (!INPUT.compareAndSet(this, Input.AWAITED, Input.READY)) {
            INPUT.compareAndSet(this, Input.QUIESCENT, Input.READY);
        }
        writable = true;
        LockSupport.unpark(reader);
        LockSupport.unpark(writer);
    }

    /// Ends the input: a blocked read returns -1.
    void endInput() throws IOException {
        channel.shutdownInput();
        wake();
    }

    /// Closes the socket: blocked calls fail. Any number of times.
    void close() throws IOException {
        try {
            channel.close();
        } finally {
            wake();
            if (key != null) {
                // The descriptor is given back in the loop's next round.
                loop.changed();
            }
        }
    }
}
