package io.govchain.console.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.govchain.console.acceptance.browser.Look;
import io.govchain.console.acceptance.pages.Proposer;
import io.govchain.console.acceptance.world.Furnishing;
import io.govchain.console.acceptance.world.World;
import io.govchain.governance.GovernanceActions;
import io.govchain.governance.ProposedCall;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Every kind of work order, from its form to the last look before the signature. */
@Acceptance
@Order(9)
class OrderFormsTest {
  private static final String CHINESE = "(?s).*\\p{IsHan}.*";

  @Test
  void shouldSignWhatTheFormSays_whenMembersAndBusinessAreConcerned(World world, People people) {
    Furnishing.of(world);
    fillIn(OrderForms.ofMembersAndBusiness(world), world, people);
  }

  @Test
  void shouldSignWhatTheFormSays_whenRegistersAndRulesAreConcerned(World world, People people) {
    Furnishing.of(world);
    fillIn(OrderForms.ofRegistersAndRules(world), world, people);
  }

  @Test
  void shouldHaveAForm_whateverAWorkOrderCanDo(World world) {
    Furnishing.of(world);
    Stream<OrderForm> all =
        Stream.concat(
            OrderForms.ofMembersAndBusiness(world).stream(),
            OrderForms.ofRegistersAndRules(world).stream());

    assertThat(all.map(OrderForm::call).map(call -> call.to() + call.selector()))
        .doesNotHaveDuplicates()
        .hasSize(actions().size());
  }

  /** What the typed client can put into a work order. */
  private static List<Method> actions() {
    return Arrays.stream(GovernanceActions.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> method.getReturnType() == ProposedCall.class)
        .toList();
  }

  private static void fillIn(List<OrderForm> forms, World world, People people) {
    Proposer court = Proposer.at(people.somebody(Look.USUAL));
    court.comesWith(world.court().governor());
    court.follows("/orders");
    court.follows("/orders/new");
    for (int i = 0; i < forms.size(); i++) {
      OrderForm form = forms.get(i);
      court.wants(form.change());
      if (i == 0) {
        court.forgetsToAnswer(form.answers().size());
      }
      court.answers(form.answers());
      assertThat(Inspection.barriersWithin(court.page(), "main form")).as(form.change()).isEmpty();
      court.adds();
      assertThat(court.changes()).hasCount(i + 1);
      assertThat(court.changes().last()).containsText(form.words());
    }

    court.isAboutToPropose("Everything at once\n\nNobody votes for it");

    String words = court.wordsToSign();
    String data = court.dataToSign();
    for (OrderForm form : forms) {
      assertThat(words).contains(form.words());
      assertThat(data).as(form.change()).contains(form.call().data().substring(2));
    }
    court.leavesTheDialog();
    court.readsIn("zh");
    assertThat(court.changes().allTextContents())
        .hasSize(forms.size())
        .allSatisfy(change -> assertThat(change).matches(CHINESE));
  }
}
