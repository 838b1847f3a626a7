package io.roadrunner.status;

/// How a pipeline of jobs is doing. Immutable.
///
/// @param pipeline its name
/// @param priority the smaller, the sooner its jobs run; not negative
/// @param ready whether it takes jobs
/// @param queue the name of its queue
/// @param active jobs that wait or run
/// @param delayed jobs that are to run later
/// @param reserved jobs that run at this moment
/// @param driver what keeps the queue, such as `memory`
/// @param errorMessage what is wrong, empty when nothing is
public record JobState(
        String pipeline,
        long priority,
        boolean ready,
        String queue,
        long active,
        long delayed,
        long reserved,
        String driver,
        String errorMessage) {}
