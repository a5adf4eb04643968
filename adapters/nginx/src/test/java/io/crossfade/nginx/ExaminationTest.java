package io.crossfade.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.core.plan.Share;
import io.crossfade.core.port.Finding;
import io.crossfade.core.port.Finding.Severity;
import io.crossfade.testkit.NginxConfig;
import io.crossfade.testkit.NginxProcess;
import io.crossfade.testkit.Ports;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private NginxProcess nginx;
    private NginxSpec spec;

    @BeforeEach
    void start() {
        var ports = Ports.free(2);
        nginx = NginxConfig.of(ports.subList(0, 1), ports.subList(1, 2)).start();
        spec = NginxRig.spec(nginx, true, NginxRig.DEADLINE);
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void whatWorksHasNoErrorAndSaysWhatItCosts() {
        var findings = examine(spec);

        assertThat(findings).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(findings)
                .anySatisfy(finding -> assertThat(finding.text())
                        .contains("3 steps are 3 reloads, a rollback one more", "every keep-alive connection"));
        assertThat(findings).anySatisfy(finding -> assertThat(finding.text()).contains("proxy_read_timeout (5000ms)"));
    }

    @Test
    void theSurroundingsOfAVariableProxyPassAreNamed() {
        has(Severity.WARNING, "$proxy_host", "proxy_set_header Host $host;");
        has(Severity.WARNING, "proxy_redirect default does nothing", "proxy_redirect http://kong_x/ /;");
        change(text -> text.replace(
                "      proxy_pass", "      proxy_set_header Host $host; proxy_redirect off;\n      proxy_pass"));
        hasNot("$proxy_host");
        hasNot("proxy_redirect");
    }

    @Test
    void anIncludeThatIsNotIncludedIsAnError() {
        change(text -> text.replaceFirst(
                "(?m)^ *include .*$",
                "  map \"\" \\$crossfade_target { default kong_x; }"
                        + " map \"\" \\$crossfade_generation { default 1; }"));
        has(Severity.ERROR, "is not part of the configuration", "in the http block: include ");
    }

    @Test
    void aVariableThatNobodyUsesIsAnError() {
        change(text -> text.replace("proxy_pass http://$crossfade_target;", "proxy_pass http://kong_x;"));
        has(Severity.ERROR, "no proxy_pass uses $crossfade_target", "proxy_pass http://$crossfade_target;");
    }

    @Test
    void aMissingUpstreamIsAnErrorAndOneThatIsDownToo() {
        change(text -> text.replace("upstream kong_y", "upstream kong_z"));
        has(Severity.ERROR, "candidate: there is no upstream kong_y", "upstream kong_y {");
        change(text -> text.replace("upstream kong_z", "upstream kong_y").replace("max_fails=0", "down"));
        has(Severity.ERROR, "candidate: upstream kong_y has no server that is not down", "");
    }

    @Test
    void aLogThatTellsTooLittleOrTooLateIsAnError() {
        change(text -> text.replace("\"us\":\"$upstream_status\",", ""));
        has(Severity.ERROR, "lacks \"us\" of $upstream_status", "log_format crossfade escape=json");
        change(text -> text.replace(" crossfade;\n", " crossfade buffer=64k;\n"));
        has(Severity.ERROR, "is buffered (buffer=64k)", "access_log " + nginx.accessLog() + " crossfade;");
        change(text -> text.replace(" crossfade buffer=64k;\n", ";\n"));
        has(Severity.ERROR, "log_format combined tells nothing of upstreams", "log_format crossfade");
        change(text -> text.replaceFirst("(?m)^ *access_log .*crossfade.log;$", ""));
        has(Severity.ERROR, "no access_log goes to " + nginx.accessLog(), "log_format crossfade");
    }

    @Test
    void aLogWithoutTheHeaderTimeIsAWarning() {
        change(text -> text.replace(",\"uht\":\"$upstream_header_time\"", ""));
        has(Severity.WARNING, "lacks \"uht\"", "$upstream_header_time");
    }

    @Test
    void aTestThatMayNotBeRunIsAnErrorInItsOwnWords() {
        change(text -> text + "nonsense on;\n");
        has(Severity.ERROR, "the test command fails: nginx: [emerg] unknown directive \"nonsense\"", "run it as");
    }

    @Test
    void aTestCommandThatCannotPrintTheConfigurationIsAWarning() {
        var blind = with(List.of("true"));
        assertThat(examine(blind))
                .anySatisfy(finding -> assertThat(finding.text()).contains("the test command has no -t"));
    }

    @Test
    void theCandidatesShareAtTheStartIsDrift() {
        nginx.include(Include.of(spec, 7, new Share(1000)).text());
        nginx.reload();
        has(Severity.DRIFT, "the candidate has 10%", "printf");
    }

    @Test
    void syslogIsToldOfBeforeNobodyListensAndWhoCanForgeIt() {
        var syslog = new NginxSpec(
                spec.include(),
                spec.baseline(),
                spec.candidate(),
                spec.key(),
                spec.test(),
                spec.reload(),
                spec.probe(),
                spec.pid(),
                new NginxSpec.Watch.Syslog(5515),
                spec.deadline());
        assertThat(examine(syslog))
                .anySatisfy(finding -> assertThat(finding.text()).contains("an error for every request"))
                .anySatisfy(finding -> assertThat(finding.text()).contains("every program of this host can send"))
                .anySatisfy(finding ->
                        assertThat(finding.text()).contains("no access_log goes to syslog:server=127.0.0.1:5515"));
    }

    @Test
    void theFormatThatIsAskedForIsTheOneThatTheTestsUse() {
        assertThat(LogExamination.format())
                .isEqualTo("log_format crossfade escape=json '" + NginxConfig.LOG_FORMAT + "';");
    }

    @Test
    void versionsAreCompared() {
        var build = Build.parse("nginx version: nginx/1.27.4 (Ubuntu)\nconfigure arguments: --pid-path=/run/nginx.pid")
                .orElseThrow();
        assertThat(build.version().isAtLeast(1, 27, 4)).isTrue();
        assertThat(build.version().isAtLeast(1, 27, 5)).isFalse();
        assertThat(build.version().isAtLeast(1, 26, 9)).isTrue();
        assertThat(build.pidFile()).contains("/run/nginx.pid");
    }

    private void change(UnaryOperator<String> change) {
        nginx.reconfigure(text -> {
            var changed = change.apply(text);
            assertThat(changed).isNotEqualTo(text);
            return changed;
        });
    }

    private void has(Severity severity, String text, String remedy) {
        assertThat(examine(spec)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.text()).contains(text);
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    private void hasNot(String text) {
        assertThat(examine(spec)).noneMatch(finding -> finding.text().contains(text));
    }

    private NginxSpec with(List<String> test) {
        return new NginxSpec(
                spec.include(),
                spec.baseline(),
                spec.candidate(),
                spec.key(),
                test,
                spec.reload(),
                spec.probe(),
                Optional.of(nginx.pidFile().toString()),
                spec.watch(),
                spec.deadline());
    }

    private static List<Finding> examine(NginxSpec spec) {
        try (var rig = new NginxRig(spec)) {
            return rig.examine();
        }
    }
}
