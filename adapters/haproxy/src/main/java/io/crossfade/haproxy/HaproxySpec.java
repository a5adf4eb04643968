package io.crossfade.haproxy;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Split;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An HAProxy with a backend for each cluster, chosen for every request by a map value: the candidate's share in parts
 * of 10,000. One command sets it, atomically and independent of server counts and algorithms. Every name is of an
 * allow-list, so that none can carry a second command.
 *
 * @param socket the runtime socket, {@code unix:/path} or {@code tcp://host:port}
 * @param mapFile the map's file as haproxy.cfg names it, absolute; the adapter rewrites the one line of the key
 * @param mapKey the key of the share
 * @param baseline the backend of cluster X
 * @param candidate the backend of cluster Y
 * @param ring the ring that requests are told in
 * @param stickyAccepted true where cookie persistence in a backend is no reason to refuse
 */
public record HaproxySpec(
        String socket,
        String mapFile,
        String mapKey,
        String baseline,
        String candidate,
        String ring,
        boolean stickyAccepted)
        implements RouterSpec {

    /** What the name of a backend, a ring or a map key must match. */
    static final String NAME = "[A-Za-z0-9_.:-]{1,128}";

    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);
    private static final Pattern PATH_PATTERN = Pattern.compile(Endpoint.PATH);

    public HaproxySpec {
        Endpoint.parse(socket);
        require("map.file", PATH_PATTERN, mapFile);
        require("map.key", NAME_PATTERN, mapKey);
        require("baseline", NAME_PATTERN, baseline);
        require("candidate", NAME_PATTERN, candidate);
        require("watch.ring", NAME_PATTERN, ring);
        if (baseline.equals(candidate)) {
            throw new IllegalArgumentException("candidate: " + candidate + " (expected: another than the baseline)");
        }
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

    /** Two plans fight where they set the same key of the same map of the same HAProxy. */
    @Override
    public String identity() {
        return String.join(" ", HaproxyProvider.NAME, socket, "map", mapFile, mapKey);
    }

    @Override
    public List<String> preview(Split split) {
        int parts = split.candidate().parts();
        return List.of(Snapshot.writeLine(this, parts), mapFile + ": " + mapKey + " " + parts);
    }

    @Override
    public List<String> manual(Split split) {
        int parts = split.candidate().parts();
        return List.of(
                "echo '" + Snapshot.setCommand(this, parts) + "' | socat stdio "
                        + endpoint().socat(),
                "sed -i -E 's/^[[:blank:]]*" + mapKey.replace(".", "\\.") + "[[:blank:]].*$/" + mapKey + " " + parts
                        + "/' " + mapFile);
    }

    Endpoint endpoint() {
        return Endpoint.parse(socket);
    }

    private static void require(String name, Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + pattern + ")");
        }
    }
}
