package io.crossfade.haproxy;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.weights.WeightModel;
import io.crossfade.core.weights.WeightOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An HAProxy with the servers of both clusters in one backend, split by their weights. The share is one that whole
 * weights from 1 to 256 reach, it depends on which servers are usable, and a reload takes it away. Every name is of an
 * allow-list, so that none can carry a second command.
 *
 * @param socket the runtime socket, {@code unix:/path} or {@code tcp://host:port}
 * @param backend the one backend
 * @param baseline the servers of cluster X, all different
 * @param candidate the servers of cluster Y, all different and none of them of X
 * @param ring the ring that requests are told in
 * @param stickyAccepted true where persistence in the backend is no reason to refuse
 */
public record HaproxyWeightsSpec(
        String socket,
        String backend,
        List<String> baseline,
        List<String> candidate,
        String ring,
        boolean stickyAccepted)
        implements RouterSpec {

    /** More servers than this in a cluster do not fit one command line. */
    static final int MOST_SERVERS = 100;

    /** What a person is told to write where the configured weights are not known. */
    private static final int CUSTOMARY = 100;

    private static final Pattern NAME_PATTERN = Pattern.compile(HaproxySpec.NAME);

    public HaproxyWeightsSpec {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
        Endpoint.parse(socket);
        requireName("backend", backend);
        requireName("watch.ring", ring);
        requireServers("baseline", baseline, Set.of());
        requireServers("candidate", candidate, Set.copyOf(baseline));
        requireLength(backend, baseline, candidate);
    }

    @Override
    public String adapter() {
        return HaproxyProvider.NAME;
    }

    @Override
    public boolean sticky() {
        return stickyAccepted;
    }

    @Override
    public String label() {
        return HaproxyProvider.NAME + " " + socket;
    }

    /** Two plans fight where they set weights in the same backend of the same HAProxy. */
    @Override
    public String identity() {
        return String.join(" ", HaproxyProvider.NAME, socket, "backend", backend);
    }

    /**
     * Shown for weights of {@value #CUSTOMARY} and every server usable: the real ones are read. A forward write is shown
     * from all traffic on the baseline; between steps the baseline begins from the step before.
     */
    @Override
    public List<String> preview(Split split) {
        var model = customary();
        var target = model.weights(split.candidate());
        var settings = split.candidate().isNone()
                ? WeightOrder.blind(model, target)
                : WeightOrder.from(model, model.weights(Share.NONE), target);
        return List.of(
                "# where every server is usable and has the configured weight " + CUSTOMARY + ": candidate "
                        + model.achieved(split.candidate()),
                WeightSnapshot.writeLine(this, settings));
    }

    @Override
    public List<String> manual(Split split) {
        var model = customary();
        var settings = WeightOrder.blind(model, model.weights(split.candidate()));
        return List.of("echo '" + Commands.line(WeightSnapshot.setCommands(this, settings)) + "' | socat stdio "
                + endpoint().socat());
    }

    @Override
    public ShareModel shares() {
        return customary();
    }

    Endpoint endpoint() {
        return Endpoint.parse(socket);
    }

    /** Every server usable and of the customary weight. */
    WeightModel customary() {
        return new WeightModel(members(baseline), members(candidate));
    }

    private static List<WeightModel.Member> members(List<String> names) {
        return names.stream()
                .map(name -> new WeightModel.Member(name, CUSTOMARY, WeightModel.Member.FULL))
                .toList();
    }

    private static void requireName(String name, String value) {
        if (!NAME_PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + NAME_PATTERN + ")");
        }
    }

    private static void requireServers(String name, List<String> servers, Set<String> others) {
        if (servers.isEmpty() || servers.size() > MOST_SERVERS) {
            throw new IllegalArgumentException(
                    name + ": " + servers.size() + " servers (expected: 1-" + MOST_SERVERS + ")");
        }
        var seen = new LinkedHashSet<String>();
        for (var server : servers) {
            requireName(name, server);
            if (others.contains(server)) {
                throw new IllegalArgumentException(name + ": " + server + " (expected: no server of the baseline)");
            }
            if (!seen.add(server)) {
                throw new IllegalArgumentException(name + ": " + server + " twice (expected: servers that differ)");
            }
        }
    }

    /** The longest line names every server of the baseline twice. */
    private static void requireLength(String backend, List<String> baseline, List<String> candidate) {
        var names = new ArrayList<>(baseline);
        names.addAll(baseline);
        names.addAll(candidate);
        int perServer = "set server / weight 256;".length() + backend.length();
        int length = IntStream.range(0, names.size())
                .map(index -> perServer + names.get(index).length())
                .sum();
        int most = Commands.LONGEST - WeightSnapshot.QUESTIONS_LENGTH - 2 * backend.length();
        if (length > most) {
            throw new IllegalArgumentException("candidate: a command line of " + length
                    + " characters with the baseline's servers (expected: at most " + most
                    + "; use fewer servers or shorter names)");
        }
    }
}
