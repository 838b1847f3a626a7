package io.roadrunner.websocket;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Keeps a few compressors between the messages of sessions that need none of their own. Owned by
/// the handler whose sessions share it; any thread may call it, nothing waits.
///
/// It is a cache and no limit: who finds it empty gets a new one. A message is compressed without a
/// pause in between, so there are never more deflaters at work than processors, and as many are
/// kept: about 270 KiB each outside the heap, an inflater about 40. When the pool itself is no
/// longer reachable, the collector frees them with it.
final class DeflatePool {
    private final int level;
    private final BlockingQueue<Deflater> deflaters;
    private final BlockingQueue<Inflater> inflaters;

    /// @param level of effort of its deflaters, 1 to 9
    DeflatePool(int level) {
        this(level, Runtime.getRuntime().availableProcessors());
    }

    /// @param level of effort of its deflaters, 1 to 9
    /// @param capacity how many of each kind are kept, from 1
    DeflatePool(int level, int capacity) {
        this.level = level;
        this.deflaters = new ArrayBlockingQueue<>(capacity);
        this.inflaters = new ArrayBlockingQueue<>(capacity);
    }

    /// A deflater for the raw format with an empty window. It belongs to the caller, who gives it
    /// back or ends it.
    Deflater takeDeflater() {
        Deflater kept = deflaters.poll();
        return kept == null ? new Deflater(level, true) : kept;
    }

    /// Takes a deflater back, in whatever state it is.
    void give(Deflater deflater) {
        deflater.reset();
        if (!deflaters.offer(deflater)) {
            deflater.end();
        }
    }

    /// An inflater for the raw format with an empty window. It belongs to the caller, who gives it
    /// back or ends it.
    Inflater takeInflater() {
        Inflater kept = inflaters.poll();
        return kept == null ? new Inflater(true) : kept;
    }

    /// Takes an inflater back, in whatever state it is.
    void give(Inflater inflater) {
        inflater.reset();
        if (!inflaters.offer(inflater)) {
            inflater.end();
        }
    }

    /// How many deflaters are kept now.
    int idleDeflaters() {
        return deflaters.size();
    }

    /// How many inflaters are kept now.
    int idleInflaters() {
        return inflaters.size();
    }
}
