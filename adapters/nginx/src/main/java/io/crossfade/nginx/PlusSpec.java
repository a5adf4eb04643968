package io.crossfade.nginx;

import io.crossfade.core.plan.RouterSpec;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.ShareModel;
import io.crossfade.core.plan.Split;
import io.crossfade.core.weights.WeightModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An NGINX Plus with the servers of both clusters in one upstream group, split by their weights through its API and
 * without a reload. NGINX takes no weight of 0, so a cluster without a share has its servers {@code down}. Every name is
 * of an allow-list, so that none can lead to another place of the API.
 *
 * @param api where the API is, its version included: {@code http://127.0.0.1:8080/api/9}
 * @param upstream the one upstream group; it needs a {@code zone}
 * @param baseline the addresses of cluster X's servers, all different
 * @param candidate the addresses of cluster Y's servers, all different and none of them of X
 * @param watch where requests are told
 */
record PlusSpec(String api, String upstream, List<String> baseline, List<String> candidate, NginxSpec.Watch watch)
        implements RouterSpec {

    /** A user is let through here and refused in words that do not repeat it. */
    static final String API = "http://(?:[^@/]*@)?(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}"
            + "(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}){0,8}/9";

    /** An address and a port, or a Unix socket, as the API shows a server. */
    static final String SERVER =
            "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}:[0-9]{1,5}|\\[[0-9A-Fa-f:.]{2,45}\\]:[0-9]{1,5}|unix:" + NginxSpec.PATH;

    static final int MOST_SERVERS = 100;

    /** The weight of a server that nginx.conf gives none. */
    private static final int CUSTOMARY = 1;

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern LOOPBACK = Pattern.compile("http://(?:localhost|127(?:\\.[0-9]+){3}|\\[::1\\]):.*");

    PlusSpec {
        if (api.contains("@")) {
            throw new IllegalArgumentException("api: http://***@… (expected: no user and no password; let the API's"
                    + " location allow this host)");
        }
        require("api", API, api);
        int port = Integer.parseInt(api.replaceFirst("^.*:([0-9]{1,5})/.*$", "$1"));
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("api: " + api + " (expected: a port from 1 to 65535)");
        }
        require("upstream", NginxSpec.NAME, upstream);
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
        requireServers("baseline", baseline, Set.of());
        requireServers("candidate", candidate, new LinkedHashSet<>(baseline));
        if (watch instanceof NginxSpec.Watch.Log log) {
            require("watch.log", NginxSpec.PATH, log.file());
        }
    }

    @Override
    public String adapter() {
        return NginxProvider.NAME;
    }

    @Override
    public String label() {
        return NginxProvider.NAME + " " + api;
    }

    /** Two plans fight where they set weights in the same group of the same NGINX. */
    @Override
    public String identity() {
        return String.join(" ", NginxProvider.NAME, api, "upstream", upstream);
    }

    /** Shown for servers of equal weight that are all usable, from all traffic on the baseline: the real ones are read. */
    @Override
    public List<String> preview(Split split) {
        var model = customary();
        var lines = new ArrayList<String>();
        lines.add("# where every server is usable and of the same weight: candidate "
                + model.achieved(split.candidate()));
        for (var patch : patches(split)) {
            lines.add("PATCH " + serversUrl() + "ID-OF-" + patch.server() + " " + patch.body());
        }
        return lines;
    }

    /** NGINX numbers its servers itself, so each command asks for the number first. */
    @Override
    public List<String> manual(Split split) {
        return patches(split).stream()
                .map(patch -> "curl -sf -X PATCH -d '" + patch.body() + "' " + serversUrl() + "$(curl -sf "
                        + serversUrl()
                        + " | tr '{' '\\n' | sed -n 's|.*\"id\":\\([0-9]*\\),.*\"server\":\""
                        + patch.server().replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")
                        + "\".*|\\1|p')")
                .toList();
    }

    @Override
    public ShareModel shares() {
        return customary();
    }

    boolean isLoopback() {
        return LOOPBACK.matcher(api).matches();
    }

    /** The path of the group's servers, behind {@link #api}. */
    String serversPath() {
        return upstreamPath() + "servers/";
    }

    /** The path of the group's state, behind {@link #api}. */
    String upstreamPath() {
        return "/http/upstreams/" + upstream + "/";
    }

    /** Every server usable and of the customary weight. */
    private WeightModel customary() {
        return new WeightModel(members(baseline), members(candidate));
    }

    private List<Patch> patches(Split split) {
        var model = customary();
        return split.candidate().isNone()
                ? Patch.wayBack(baseline, candidate)
                : Patch.towards(model, model.weights(Share.NONE), model.weights(split.candidate()));
    }

    private String serversUrl() {
        return api + serversPath();
    }

    private static List<WeightModel.Member> members(List<String> addresses) {
        return addresses.stream()
                .map(address -> new WeightModel.Member(address, CUSTOMARY, WeightModel.Member.FULL))
                .toList();
    }

    private static void require(String name, String pattern, String value) {
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + pattern + ")");
        }
    }

    private static void requireServers(String name, List<String> servers, Set<String> others) {
        if (servers.isEmpty() || servers.size() > MOST_SERVERS) {
            throw new IllegalArgumentException(
                    name + ": " + servers.size() + " servers (expected: 1-" + MOST_SERVERS + ")");
        }
        var seen = new LinkedHashSet<String>();
        for (var server : servers) {
            require(name, SERVER, server);
            if (others.contains(server)) {
                throw new IllegalArgumentException(name + ": " + server + " (expected: no server of the baseline)");
            }
            if (!seen.add(server)) {
                throw new IllegalArgumentException(name + ": " + server + " twice (expected: servers that differ)");
            }
        }
    }
}
