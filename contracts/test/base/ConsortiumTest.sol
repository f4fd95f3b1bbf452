// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GenesisCode} from "../../script/GenesisCode.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IAlliances} from "../../src/governance/interfaces/IAlliances.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {ICredit} from "../../src/governance/interfaces/ICredit.sol";
import {IDataLedger} from "../../src/governance/interfaces/IDataLedger.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {IProtocolKeys} from "../../src/governance/interfaces/IProtocolKeys.sol";
import {IServices} from "../../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../../src/governance/interfaces/ISubchains.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {IWorkOrders} from "../../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {Checks} from "./Checks.sol";

/// @dev The calls that make a genesis file out of the template, by contract.
interface IInitialize {
    function initialize(address authority, IInstitutions.Founding[] calldata founding) external;
    function initialize(IAccounts.FoundingAccount[] calldata founding) external;
    function initialize(uint32 votingPeriod, uint32 gracePeriod) external;
    function initialize(address authority, INodes.FoundingNode[] calldata founding) external;
    function initialize(address authority) external;
    function initialize(address[] calldata validators) external;
}

/// @title A consortium of three genesis institutions (registry, notary, tax), each with an account of every role, made by
/// the very calls that make a genesis file.
abstract contract ConsortiumTest is Checks {
    uint32 internal constant VOTING_PERIOD = 7 days;
    uint32 internal constant GRACE_PERIOD = 14 days;

    IInstitutions internal constant institutions = IInstitutions(Addresses.INSTITUTIONS);
    IAccounts internal constant accounts = IAccounts(Addresses.ACCOUNTS);
    IWorkOrders internal constant workOrders = IWorkOrders(Addresses.WORK_ORDERS);
    INodes internal constant nodes = INodes(Addresses.NODES);
    IServices internal constant services = IServices(Addresses.SERVICES);
    ISubchains internal constant subchains = ISubchains(Addresses.SUBCHAINS);
    IPipelines internal constant pipelines = IPipelines(Addresses.PIPELINES);
    ITransactions internal constant transactions = ITransactions(Addresses.TRANSACTIONS);
    IProtocolKeys internal constant protocolKeys = IProtocolKeys(Addresses.PROTOCOL_KEYS);
    IContracts internal constant contracts = IContracts(Addresses.CONTRACTS);
    ICredit internal constant credit = ICredit(Addresses.CREDIT);
    IAlliances internal constant alliances = IAlliances(Addresses.ALLIANCES);
    IDataLedger internal constant dataLedger = IDataLedger(Addresses.DATA_LEDGER);

    bytes32 internal constant REGISTRY = keccak256("registry");
    bytes32 internal constant NOTARY = keccak256("notary");
    bytes32 internal constant TAX = keccak256("tax");
    string[4] internal codes = ["registry", "notary", "tax", "police"];
    bytes32 internal constant POLICE = keccak256("police");

    uint256 private orders;

    function setUp() public virtual {
        GenesisCode.deployAll();
        found();
        vm.warp(1_800_000_000);
    }

    function found() internal {
        IInstitutions.Founding[] memory founding = new IInstitutions.Founding[](3);
        IAccounts.FoundingAccount[] memory people = new IAccounts.FoundingAccount[](12);
        INodes.FoundingNode[] memory machines = new INodes.FoundingNode[](3);
        address[] memory validators = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            founding[i] = IInstitutions.Founding(codes[i], "An institution", keccak256("document"), "{}", contact(i));
            for (uint256 r = 1; r <= 4; ++r) {
                people[4 * i + r - 1] = IAccounts.FoundingAccount(id, AccountRole(r), publicKeyOf(keyOf(i, r)));
            }
            machines[i] = INodes.FoundingNode(id, INodes.Kind.Genesis, publicKeyOf(900 + i), "enode://");
            validators[i] = vm.addr(900 + i);
        }
        IInitialize(Addresses.INSTITUTIONS).initialize(Addresses.ACCOUNTS, founding);
        IInitialize(Addresses.ACCOUNTS).initialize(people);
        IInitialize(Addresses.WORK_ORDERS).initialize(VOTING_PERIOD, GRACE_PERIOD);
        IInitialize(Addresses.NODES).initialize(Addresses.ACCOUNTS, machines);
        IInitialize(Addresses.SERVICES).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.SUBCHAINS).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.PIPELINES).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.TRANSACTIONS).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.CONTRACTS).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.PROTOCOL_KEYS).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.CREDIT).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.ALLIANCES).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.DATA_LEDGER).initialize(Addresses.ACCOUNTS);
        IInitialize(Addresses.RECOVERY_VALIDATORS).initialize(validators);
    }

    // ---- who is who: institution 0 registry, 1 notary, 2 tax, 3 police (not a founder)

    function keyOf(uint256 institution, uint256 role) internal pure returns (uint256) {
        return 1000 * (institution + 1) + role;
    }

    function person(uint256 institution, AccountRole role) internal pure returns (address) {
        return vm.addr(keyOf(institution, uint256(role)));
    }

    function governor(uint256 institution) internal pure returns (address) {
        return person(institution, AccountRole.Governor);
    }

    function operator(uint256 institution) internal pure returns (address) {
        return person(institution, AccountRole.Operator);
    }

    function crossChain(uint256 institution) internal pure returns (address) {
        return person(institution, AccountRole.CrossChain);
    }

    function contact(uint256 institution) internal pure returns (address) {
        return vm.addr(keyOf(institution, 99));
    }

    function publicKeyOf(uint256 key) internal returns (bytes memory) {
        Vm.Wallet memory wallet = vm.createWallet(key);
        return abi.encode(wallet.publicKeyX, wallet.publicKeyY);
    }

    // ---- work orders

    function propose(address target, bytes memory data) internal returns (uint256 id) {
        (id,) = proposeAs(governor(0), target, data);
    }

    function proposeAs(address proposer, address target, bytes memory data)
        internal
        returns (uint256 id, bytes32 descriptionHash)
    {
        string memory description = string.concat("order ", vm.toString(++orders));
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(target, data);
        vm.prank(proposer);
        id = workOrders.propose(t, v, d, description);
        descriptionHash = keccak256(bytes(description));
    }

    function execute(address target, bytes memory data) internal {
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(target, data);
        workOrders.execute(t, v, d, lastDescription());
    }

    function lastDescription() internal view returns (bytes32) {
        return keccak256(bytes(string.concat("order ", vm.toString(orders))));
    }

    /// @dev Proposes, passes unanimously and executes.
    function decide(address target, bytes memory data) internal {
        uint256 id = propose(target, data);
        vm.warp(block.timestamp + 1);
        for (uint256 i = 0; i < 4 && workOrders.state(id) != proposalSucceeded(); ++i) {
            vote(i, id, 1);
        }
        execute(target, data);
    }

    function vote(uint256 institution, uint256 id, uint8 support) internal {
        vm.prank(governor(institution));
        workOrders.castVote(id, support);
    }

    function single(address target, bytes memory data)
        internal
        pure
        returns (address[] memory t, uint256[] memory v, bytes[] memory d)
    {
        t = new address[](1);
        v = new uint256[](1);
        d = new bytes[](1);
        t[0] = target;
        d[0] = data;
    }

    // ---- accounts

    function consent(uint256 key, bytes32 institution, AccountRole role) internal view returns (bytes memory) {
        bytes32 content = keccak256(
            abi.encode(
                keccak256("AccountConsent(address account,bytes32 institution,uint8 role)"),
                vm.addr(key),
                institution,
                uint8(role)
            )
        );
        return typed(key, "Govchain Accounts", Addresses.ACCOUNTS, content);
    }

    /// @dev The key's EIP-712 signature for one of the contracts.
    function typed(uint256 key, string memory name, address verifier, bytes32 content)
        internal
        view
        returns (bytes memory)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, content)));
        return abi.encodePacked(r, s, v);
    }

    /// @dev The node key's consent to belong to the institution.
    function nodeProof(uint256 key, bytes32 institution) internal returns (bytes memory) {
        bytes32 content = keccak256(
            abi.encode(
                keccak256("NodePossession(bytes32 institution,bytes publicKey)"),
                institution,
                keccak256(publicKeyOf(key))
            )
        );
        return typed(key, "Govchain Nodes", Addresses.NODES, content);
    }

    function requestAccount(address sender, uint256 key, bytes32 institution, AccountRole role) internal {
        bytes memory publicKey = publicKeyOf(key);
        bytes memory agreed = consent(key, institution, role);
        vm.prank(sender);
        accounts.requestAccount(vm.addr(key), institution, role, publicKey, agreed);
    }

    /// @dev Admits the police with one account of each role.
    function admitPolice(IInstitutions.Category category) internal {
        vm.prank(contact(3));
        bytes32 applicationId = institutions.applyForMembership("police", "Police", category, keccak256("d"), "{}");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (applicationId)));
        for (uint256 r = 1; r <= 4; ++r) {
            requestAccount(contact(3), keyOf(3, r), POLICE, AccountRole(r));
            address account = vm.addr(keyOf(3, r));
            decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (account)));
        }
    }

    function proposalSucceeded() internal pure returns (IGovernor.ProposalState) {
        return IGovernor.ProposalState.Succeeded;
    }
}
