package io.crossfade.haproxy;

import io.crossfade.core.port.Counters;

/**
 * Reads the account of a server from its row of {@code show stat}. HAProxy's numbers overlap and have holes; measured
 * on 2.6, one request each:
 *
 * <pre>
 * status 500                          req_tot hrsp_5xx
 * refused, also after retries         econ
 * refused, taken elsewhere            wredis
 * garbage, closed, no answer in time  eresp
 * reset                               eresp eresp
 * truncated body                      req_tot eresp srv_abrt
 * body stands still                   req_tot srv_abrt
 * closed on a reused connection       nothing, and no line
 * reset on a reused connection        eresp srv_abrt, and no line
 * client leaves before the header     cli_abrt
 * client leaves during the body       req_tot cli_abrt
 * client leaves while connecting      nothing
 * </pre>
 *
 * <p>Each is in {@code lbtot} once, which makes the sum of failed and missing right in spite of them, but for a reset
 * on a reused connection and a truncated answer of status 500, which count twice.
 */
final class ServerCounters {

    private static final int TYPE_SERVER = 2;

    private final StatTable table;
    private final int type;
    private final int lbtot;
    private final int reqTot;
    private final int econ;
    private final int eresp;
    private final int srvAbrt;
    private final int cliAbrt;
    private final int wredis;
    private final int hrsp5xx;
    private final int scur;

    ServerCounters(StatTable table) {
        this.table = table;
        type = table.column("type");
        lbtot = table.column("lbtot");
        reqTot = table.column("req_tot");
        econ = table.column("econ");
        eresp = table.column("eresp");
        srvAbrt = table.column("srv_abrt");
        cliAbrt = table.column("cli_abrt");
        wredis = table.column("wredis");
        hrsp5xx = table.column("hrsp_5xx");
        scur = table.column("scur");
    }

    boolean isServer() {
        return table.number(type) == TYPE_SERVER;
    }

    Counters read(Departures.Count departures) {
        long selected = table.number(lbtot);
        long working = table.number(scur);
        long unanswered = table.number(eresp);
        long takenElsewhere = table.number(wredis);
        long logged = table.number(reqTot) + table.number(econ) + unanswered - table.number(srvAbrt);
        long left = table.number(cliAbrt) + departures.whileConnecting();
        long ended = logged + takenElsewhere + left - departures.afterHeader();
        long twice = twice(ended + working - selected, unanswered);
        return new Counters(
                selected,
                ended - twice,
                table.number(hrsp5xx) + table.number(econ) + unanswered + takenElsewhere - twice,
                left,
                working,
                logged - twice);
    }

    /** A reset is counted twice in eresp, which shows as more requests ended than there were. */
    private static long twice(long surplus, long unanswered) {
        return Math.max(0, Math.min(surplus, unanswered / 2));
    }
}
