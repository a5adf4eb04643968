package io.crossfade.simulations.yardstick;

/**
 * One contender watching one world until it wants the traffic back or its time is over.
 *
 * @param isOver whether it wanted the traffic back
 * @param seconds when it did
 * @param candidateRequests the candidate's requests until then
 * @param failed those of them that failed
 */
record WatchedRun(boolean isOver, double seconds, int candidateRequests, int failed) {

    /** Gives the contender at most so many {@code seconds}. */
    static WatchedRun of(World world, Contender contender, double share, int seconds) {
        var request = new Request();
        int candidate = 0;
        int failed = 0;
        contender.share(share, 0);
        while (request.nanos < seconds * 1_000_000_000L) {
            world.next(share, request);
            contender.observe(request);
            candidate += request.isCandidate ? 1 : 0;
            failed += request.isCandidate && request.isFailed ? 1 : 0;
            if (contender.rollsBack(request.nanos)) {
                return new WatchedRun(true, request.nanos * 1e-9, candidate, failed);
            }
        }
        return new WatchedRun(false, seconds, candidate, failed);
    }
}
