package io.crossfade.haproxy;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code show stat} says of one backend.
 *
 * @param usable how many servers can take a request now
 * @param inFlight requests in it, those that wait for a server included
 * @param mode {@code http} or {@code tcp}
 * @param algorithm empty at level user
 * @param cookie the name of the persistence cookie; empty without one and at level user
 * @param down servers that can take no request, with the reason
 */
record BackendState(int usable, long inFlight, String mode, String algorithm, String cookie, List<String> down) {

    private static final int TYPE_BACKEND = 1;
    private static final int TYPE_SERVER = 2;

    BackendState {
        down = List.copyOf(down);
    }

    static BackendState parse(String answer) {
        var table = StatTable.of(answer);
        int active = 0;
        int backup = 0;
        long inFlight = 0;
        var mode = "";
        var algorithm = "";
        var cookie = "";
        var down = new ArrayList<String>();
        while (table.next()) {
            long type = table.number("type");
            if (type == TYPE_SERVER && takesRequests(table)) {
                active += (int) table.number("act");
                backup += (int) table.number("bck");
            } else if (type == TYPE_SERVER) {
                down.add(table.text("svname") + " " + table.text("status"));
            } else if (type == TYPE_BACKEND) {
                inFlight = table.number("scur");
                mode = table.text("mode");
                algorithm = table.text("algo");
                cookie = table.text("cookie");
            }
        }
        return new BackendState(active > 0 ? active : backup, inFlight, mode, algorithm, cookie, down);
    }

    private static boolean takesRequests(StatTable row) {
        var status = row.text("status");
        return (status.startsWith("UP") || status.equals("no check")) && row.number("weight") > 0;
    }
}
