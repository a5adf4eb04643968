package io.crossfade.app;

import io.crossfade.core.machine.Event;
import io.crossfade.core.port.Loop;
import io.crossfade.core.reactor.Reactor;
import java.util.function.Consumer;

/** Hands a person's word to a running cutover from any thread; where it is refused the person is told why. */
final class Steering {

    private final Reactor reactor;
    private final Loop loop;
    private final Consumer<String> tell;

    Steering(Reactor reactor, Loop loop, Consumer<String> tell) {
        this.reactor = reactor;
        this.loop = loop;
        this.tell = tell;
    }

    void submit(Event event) {
        loop.execute(() -> reactor.submit(event).whenComplete((decision, failure) -> {
            if (failure == null) {
                decision.refusal().ifPresent(tell);
            }
        }));
    }
}
