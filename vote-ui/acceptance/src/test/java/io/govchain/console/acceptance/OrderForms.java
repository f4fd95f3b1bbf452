package io.govchain.console.acceptance;

import static io.govchain.governance.GovernanceActions.*;

import io.govchain.console.acceptance.pages.Answer;
import io.govchain.console.acceptance.pages.Answer.Chosen;
import io.govchain.console.acceptance.pages.Answer.Found;
import io.govchain.console.acceptance.pages.Answer.Functions;
import io.govchain.console.acceptance.pages.Answer.Ticked;
import io.govchain.console.acceptance.pages.Answer.Typed;
import io.govchain.console.acceptance.world.Applications;
import io.govchain.console.acceptance.world.Sharing;
import io.govchain.console.acceptance.world.World;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.governance.Account;
import io.govchain.governance.CreditRules;
import io.govchain.governance.DataClass;
import io.govchain.governance.DataSet;
import io.govchain.governance.Institution;
import io.govchain.governance.Paths;
import io.govchain.governance.ProposedCall;
import io.govchain.governance.ProtocolKey;
import io.govchain.governance.Subchain;
import io.govchain.governance.WorkOrder;
import java.util.List;
import org.web3j.crypto.Keys;

/** A good example of every form, with what the page has to make of it. */
final class OrderForms {
  private static final String NO_ID = "Choose from the list, or paste the complete id";
  private static final String REGISTRY = "“City Land Registry” (registry)";
  private static final String CHAIN = "registry/evidence-chain";
  private static final String CONTRACT = "registry/evidence";
  private static final String PROXY = "registry/crosschain-proxy";
  private static final String CODE = "0x00000000000000000000000000000000000c0de5";

  /** A call that the page knows: one that it does not would need a tick before it is signed. */
  private static final String ON_UPGRADE = restoreCredit("court", 600).data();

  private static final String HASH = "0x" + "5eed".repeat(16);
  private static final String FREEZE = "freeze(bytes32)";

  private OrderForms() {}

  /** Members, their accounts and nodes, and what is done across chains. */
  static List<OrderForm> ofMembersAndBusiness(World world) {
    String application = Applications.of(world).pending();
    String account = world.registry().operator().address();
    String signer = "the operator account " + Keys.toChecksumAddress(account) + " of " + REGISTRY;
    String node = world.consortium().chain().nodes().getLast().id();
    String escalated = world.sights().escalated();
    Answer registry = institution("registry");
    return List.of(
        form(
            "Admit (or, voting against, reject) an application",
            admitInstitution(application),
            "Admit “City Museum” (museum) as governance institution",
            new Found("Application", "museum", "museum")),
        form(
            "Suspend an institution",
            suspendInstitution("registry"),
            "Suspend institution " + REGISTRY + " and all its accounts",
            registry),
        form(
            "Reinstate an institution",
            reinstateInstitution("treasury"),
            "Reinstate institution “City Treasury” (treasury)",
            pasted("Institution", Paths.id("treasury"))),
        form(
            "Expel an institution",
            expelInstitution("registry"),
            "Expel institution " + REGISTRY + " for good",
            registry),
        form(
            "Change an institution’s category",
            changeCategory("registry", Institution.Category.AUDIT),
            "Make institution " + REGISTRY + " a member of category audit",
            registry,
            new Chosen("New category", "audit")),
        form(
            "Activate an account", activateAccount(account), "Activate " + signer, pasted(account)),
        form(
            "Freeze an account",
            freezeAccount(account),
            "Freeze " + signer,
            new Found("Account", account, account)),
        form(
            "Unfreeze an account", unfreezeAccount(account), "Unfreeze " + signer, pasted(account)),
        form(
            "Revoke an account",
            revokeAccount(account),
            "Revoke for good " + signer,
            new Found("Account", account, account)),
        form(
            "Accept a protocol key",
            acceptProtocolKey(account, ProtocolKey.Suite.SM, 1),
            "Accept version 1 of the SM2/SM3 key of " + signer,
            new Found("Account", account, account),
            new Chosen("Suite", "SM2/SM3"),
            number("Version", "0", "from 1 to 4294967295", "1")),
        form(
            "Revoke a protocol key",
            revokeProtocolKey(account, ProtocolKey.Suite.CNSA, 2),
            "Revoke for good version 2 of the P-384 key of " + signer,
            new Found("Account", account, account),
            new Chosen("Suite", "P-384"),
            number("Version", "1.5", "from 1 to 4294967295", "2")),
        form(
            "Set how many confirm a protocol key",
            setKeyConfirmations(2),
            "Let 2 institutions confirm each protocol key",
            number("Confirming institutions", "256", "from 1 to 255", "2")),
        form("Admit a node", admitNode(node), "Admit the ", pasted("Node", node)),
        form(
            "Remove a node or turn a request down",
            removeNode(node),
            "Remove the ",
            pasted("Node", node)),
        form(
            "Set the least number of validators",
            setMinimumValidators(3),
            "Never let there be fewer validators than 3",
            number("Least number of validators", "0", "from 1 to 1000", "3")),
        form(
            "Freeze a service",
            freezeService(PROXY),
            "Freeze service " + PROXY,
            new Found("Service", PROXY, PROXY)),
        form(
            "Unfreeze a service",
            unfreezeService(PROXY),
            "Unfreeze service " + PROXY,
            pasted("Service", Paths.id(PROXY))),
        form(
            "Freeze a pipeline",
            freezePipeline(CONTRACT),
            "Freeze pipeline " + CONTRACT,
            new Found("Pipeline", CONTRACT, CONTRACT)),
        form(
            "Unfreeze a pipeline",
            unfreezePipeline(CONTRACT),
            "Unfreeze pipeline " + CONTRACT,
            pasted("Pipeline", Paths.id(CONTRACT))),
        form(
            "Resolve an escalated transaction",
            resolveTransaction(escalated, "entered by hand"),
            "Declare resolved the escalated transaction "
                + escalated
                + ", with the note “entered by hand”",
            new Found("Transaction", escalated, escalated),
            new Typed(
                "Note on the settlement (public)",
                "more than is told ".repeat(60),
                "Too long: at most 1000 bytes",
                "entered by hand")));
  }

  /** What members registered, and the rules that they live by. */
  static List<OrderForm> ofRegistersAndRules(World world) {
    String data = Sharing.of(world).dataSet();
    Answer dataSet = new Found("Data set", data, data);
    return List.of(
        form(
            "Freeze a subchain, application or business contract",
            freezeItem(Subchain.Item.SUBCHAIN, CHAIN),
            "Freeze subchain " + CHAIN,
            new Chosen("Kind of thing", "subchain"),
            new Found("Which", CHAIN, CHAIN)),
        form(
            "Unfreeze a subchain, application or business contract",
            unfreezeItem(Subchain.Item.APPLICATION, world.business().application()),
            "Unfreeze application " + world.business().application(),
            new Chosen("Kind of thing", "application"),
            pasted("Which", Paths.id(world.business().application()))),
        form(
            "Lower the data class of a business contract",
            declassifyContract(CONTRACT, DataClass.GENERAL),
            "Treat the data of business contract " + CONTRACT + " as no more than general",
            new Found("Business contract", CONTRACT, CONTRACT),
            new Chosen("Data class", "general")),
        form(
            "Lift a credit restriction and set the score",
            restoreCredit("registry", 100),
            "Lift the restriction of "
                + REGISTRY
                + ": it may open transactions again at once, and its credit score becomes 100",
            institution("registry"),
            number("Credit score", "65536", "from 0 to 65535", "100")),
        form(
            "Hold institutions to be affiliated, or no longer",
            setAffiliated("registry", "court", true),
            "Hold " + REGISTRY + " and “City Court” (court) to belong together: yes",
            new Found("One institution", "registry", "registry"),
            new Found("The other institution", "court", "court"),
            new Ticked("They belong together")),
        rulesOfCredit(world),
        form(
            "Lower the sensitivity of a data set",
            lowerSensitivity(data, DataSet.Sensitivity.GENERAL),
            "Treat data set " + data + " as no more than general",
            dataSet,
            new Chosen("Sensitivity", "general")),
        form(
            "Freeze a data set",
            freezeDataSet(data),
            "Forbid every use of data set " + data,
            dataSet),
        form(
            "Unfreeze a data set",
            unfreezeDataSet(data),
            "Allow again the use of data set " + data,
            pasted("Data set", Paths.id(data))),
        form(
            "Approve a grant of core data",
            approveGrant(data, "court"),
            "Let “City Court” (court) use the core data " + data,
            dataSet,
            institution("court")),
        form(
            "End a grant of data",
            cancelGrant(data, "court"),
            "Let “City Court” (court) no longer use the data " + data,
            dataSet,
            institution("court")),
        form(
            "Register a governance contract",
            registerGovernedContract("Notices", CODE),
            "Register governance contract “Notices” at the unregistered address ",
            new Typed("Name of the contract", "N".repeat(201), "at most 200 bytes", "Notices"),
            address("Address")),
        form(
            "Deploy a governance contract",
            deployGovernedContract("Notices", HASH, "0x"),
            "Deploy governance contract “Notices” from creation code with hash " + HASH,
            new Typed("Name of the contract", "公".repeat(67), "at most 200 bytes", "Notices"),
            new Typed(
                "Keccak-256 hash of the creation code", "0x12", "64 hexadecimal digits", HASH),
            data("0x123", "")),
        form(
            "Upgrade a governance contract",
            upgradeGovernedContract("Credit", CODE, ON_UPGRADE),
            "Upgrade governance contract “Credit” to the code at ",
            contract("Credit"),
            address("Address of the new code"),
            data("12", ON_UPGRADE)),
        form(
            "Freeze a governance contract",
            freezeGovernedContract("Credit"),
            "Freeze governance contract “Credit”: only work orders can call it",
            contract("Credit")),
        form(
            "Unfreeze a governance contract",
            unfreezeGovernedContract("Credit"),
            "Unfreeze governance contract “Credit”",
            new Typed("Governance contract", "", "", "Credit")),
        form(
            "Retire a governance contract",
            retireGovernedContract("Credit"),
            "Retire governance contract “Credit” for good",
            contract("Credit")),
        form(
            "Change which majority a call needs",
            setPolicy(GovernanceAddresses.PIPELINES, selector(FREEZE), WorkOrder.Policy.TWO_THIRDS),
            "Let Pipelines.freeze need this majority: two thirds",
            new Functions("Function", "Pipelines", List.of(FREEZE)),
            new Chosen("Majority needed", "two thirds")),
        form(
            "Change how long votes last",
            setPeriods(86_400, 1_209_600),
            "Let votes last 1 day, and accepted work orders stay executable for 14 days",
            number("Voting period (seconds)", "59", "from 60", "86400"),
            number("Period to carry out (seconds)", "x", "from 60", "1209600")),
        form(
            "Change who may call functions",
            setFunctionRole(
                GovernanceAddresses.PIPELINES,
                List.of(selector("suspend(bytes32)"), selector("resume(bytes32)")),
                Account.Role.GOVERNOR),
            "Let only governor call Pipelines.suspend, Pipelines.resume",
            new Functions(
                "Functions (several)", "Pipelines", List.of("suspend(bytes32)", "resume(bytes32)")),
            new Chosen("Who may call them", "governor")));
  }

  /** All but one of the rules stay as they are: the form begins with them. */
  private static OrderForm rulesOfCredit(World world) {
    CreditRules now = world.consortium().chain().credits().rules();
    CreditRules then =
        new CreditRules(
            now.start(),
            now.threshold() + 1,
            now.ceiling(),
            now.settled(),
            now.failed(),
            now.late(),
            now.disputed(),
            now.escalated(),
            now.mostGain(),
            now.mostLoss(),
            now.windowSeconds());
    return form(
        "Change the rules of credit",
        setCreditRules(then),
        "threshold %d, ceiling %d".formatted(then.threshold(), then.ceiling()),
        number("Threshold", "-1", "from 0 to 65535", String.valueOf(then.threshold())));
  }

  private static OrderForm form(String change, ProposedCall call, String words, Answer... answers) {
    return new OrderForm(change, List.of(answers), call, words);
  }

  private static Answer institution(String code) {
    return new Found("Institution", code, code);
  }

  private static Answer contract(String name) {
    return new Found("Governance contract", name, name);
  }

  private static Answer pasted(String account) {
    return pasted("Account", account);
  }

  private static Answer pasted(String question, String id) {
    return new Typed(question, id.substring(0, id.length() - 1), NO_ID, id);
  }

  private static Answer number(String question, String wrong, String told, String right) {
    return new Typed(question, wrong, told, right);
  }

  private static Answer address(String question) {
    return new Typed(question, CODE + "0", "40 hexadecimal digits", CODE);
  }

  private static Answer data(String wrong, String right) {
    return new Typed("Call that initialises it (optional)", wrong, "Enter hexadecimal data", right);
  }

  private static String selector(String signature) {
    return FunctionSignature.parse(signature).selector();
  }
}
