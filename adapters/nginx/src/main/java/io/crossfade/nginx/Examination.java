package io.crossfade.nginx;

import io.crossfade.core.plan.Plan;
import io.crossfade.core.plan.Share;
import io.crossfade.core.plan.Split;
import io.crossfade.core.port.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a plan can run on this NGINX. Writes nothing and reloads nothing. Blocks: for a worker thread. */
final class Examination {

    private final NginxSpec spec;
    private final Plan plan;
    private final IncludeFiles files;
    private final Sight sight;
    private final Readiness readiness;
    private final List<Finding> findings = new ArrayList<>();

    Examination(NginxSpec spec, Plan plan, IncludeFiles files, Sight sight, Readiness readiness) {
        this.spec = spec;
        this.plan = plan;
        this.files = files;
        this.sight = sight;
        this.readiness = readiness;
    }

    List<Finding> examine() {
        process();
        var tested = readiness.test(new Halt());
        if (!tested.succeeded()) {
            findings.add(Finding.error(
                    "the test command fails: " + tested.words(),
                    "run it as this user: " + String.join(" ", spec.test())
                            + "; where only root may, name a command that may, such as [sudo, -n, nginx, -t]"));
        }
        include();
        var dump = Dump.take(spec);
        if (dump.configuration().isPresent()) {
            var configuration = dump.configuration().get();
            readiness.takeForKnown(dump);
            new ConfigurationExamination(spec, configuration, findings).examine();
            new LogExamination(spec, configuration, findings).examine();
            new CostExamination(spec, plan, configuration, Build.of(spec), findings).examine();
        } else if (tested.succeeded()) {
            findings.add(Finding.warning(
                    "the configuration cannot be seen (" + dump.why()
                            + "): neither its log format nor a change by another hand can be checked",
                    "allow the test command with -T in the place of -t"));
        }
        return List.copyOf(findings);
    }

    private void process() {
        try {
            var look = sight.look();
            findings.add(Finding.info("NGINX master " + look.master().pid() + " with "
                    + look.master().active().size() + " workers"
                    + (look.master().leaving() == 0
                            ? ""
                            : ", and " + look.master().leaving() + " of earlier reloads that still end requests")));
            look.doubts(spec).forEach(doubt -> findings.add(Finding.error(doubt, written())));
            var share = look.share(spec);
            if (!share.isNone()) {
                findings.add(Finding.drift(
                        "the candidate has " + share + " (expected: 0%)",
                        String.join("; ", spec.manual(Split.ALL_BASELINE))));
            }
            rights(look.master());
        } catch (IOException e) {
            findings.add(Finding.error(
                    String.valueOf(e.getMessage()),
                    "start NGINX, name its `pid:` file in the plan, or where the include is at fault: " + written()));
        }
    }

    /** What is looked for without reloading: whether this user could signal the master by itself. */
    private void rights(Master master) throws IOException {
        var program = Path.of(spec.reload().get(0)).getFileName();
        if (program == null || !program.toString().startsWith("nginx")) {
            findings.add(Finding.info("whether this user may run `" + String.join(" ", spec.reload())
                    + "` cannot be seen without a reload: the first step shows it"));
            return;
        }
        var user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        var owner = Files.getAttribute(Path.of("/proc/" + master.pid()), "unix:uid");
        if (!user.equals(0) && !user.equals(owner)) {
            findings.add(Finding.error(
                    "NGINX master " + master.pid() + " belongs to another user, whom this one may not signal",
                    "name a command that may in `reload:`, such as [sudo, -n, systemctl, reload, nginx]"));
        }
    }

    private void include() {
        if (!files.isFolderWritable()) {
            findings.add(Finding.error(
                    "folder " + files.directory() + " is not writable: the include is replaced by a rename",
                    "give the include a folder of its own that this user may write, and include that"));
        }
    }

    private String written() {
        return "write " + spec.include() + " with these lines and reload: "
                + String.join(" ⏎ ", Include.of(spec, 0, Share.NONE).lines("0"));
    }
}
