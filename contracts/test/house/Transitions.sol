// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Vm} from "../../script/Vm.sol";
import {IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {IDataLedger} from "../../src/governance/interfaces/IDataLedger.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {IServices} from "../../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../../src/governance/interfaces/ISubchains.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {Checks} from "../base/Checks.sol";

/// @title Every change of status that a contract may make, by the event that tells of it (the id in the first topic, the new
/// status in the last word of the data). The invariants of the whole house hold every event against this table, and
/// docs/contracts.md draws its state diagrams from it.
abstract contract Transitions is Checks {
    /// @dev Transactions are looked at instead: a batch tells of many in one event.
    bytes32 internal constant TRANSACTION = keccak256("ITransactions.Status");

    error TransitionForbidden(bytes32 topic, bytes32 id, uint256 from, uint256 to);

    mapping(bytes32 topic => mapping(uint256 from => uint256 bits)) private _successors;
    mapping(bytes32 topic => uint256 bits) private _reachable;
    /// @dev Which events tell that something begins: of what, and in which status.
    mapping(bytes32 beginning => bytes32 topic) private _begins;
    mapping(bytes32 beginning => uint256) private _first;
    /// @dev 1 + the last status told.
    mapping(bytes32 topic => mapping(bytes32 id => uint256)) private _told;

    constructor() {
        institutionsMay();
        accountsMay();
        nodesMay();
        servicesMay();
        subchainsMay();
        pipelinesMay();
        transactionsMay();
        contractsMay();
        dataSetsMay();
    }

    function institutionsMay() private {
        bytes32 e = IInstitutions.InstitutionStatusChanged.selector;
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Suspended));
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Expelled));
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Withdrawn));
        allow(e, uint8(IInstitutions.Status.Suspended), uint8(IInstitutions.Status.Active));
        allow(e, uint8(IInstitutions.Status.Suspended), uint8(IInstitutions.Status.Expelled));
        begins(IInstitutions.InstitutionAdmitted.selector, e, uint8(IInstitutions.Status.Active));
    }

    function accountsMay() private {
        bytes32 e = IAccounts.AccountStatusChanged.selector;
        allow(e, uint8(IAccounts.Status.Requested), uint8(IAccounts.Status.Active));
        allow(e, uint8(IAccounts.Status.Requested), uint8(IAccounts.Status.Revoked));
        allow(e, uint8(IAccounts.Status.Active), uint8(IAccounts.Status.Frozen));
        allow(e, uint8(IAccounts.Status.Active), uint8(IAccounts.Status.Revoked));
        allow(e, uint8(IAccounts.Status.Active), uint8(IAccounts.Status.Rotated));
        allow(e, uint8(IAccounts.Status.Frozen), uint8(IAccounts.Status.Active));
        allow(e, uint8(IAccounts.Status.Frozen), uint8(IAccounts.Status.Revoked));
        begins(IAccounts.AccountRequested.selector, e, uint8(IAccounts.Status.Requested));
    }

    function nodesMay() private {
        bytes32 e = INodes.NodeStatusChanged.selector;
        allow(e, uint8(INodes.Status.Requested), uint8(INodes.Status.Admitted));
        allow(e, uint8(INodes.Status.Requested), uint8(INodes.Status.Removed));
        allow(e, uint8(INodes.Status.Admitted), uint8(INodes.Status.Removed));
        allow(e, uint8(INodes.Status.Removed), uint8(INodes.Status.Requested));
        begins(INodes.NodeRequested.selector, e, uint8(INodes.Status.Requested));
    }

    function servicesMay() private {
        bytes32 e = IServices.ServiceStatusChanged.selector;
        allow(e, uint8(IServices.Status.Active), uint8(IServices.Status.Suspended));
        allow(e, uint8(IServices.Status.Active), uint8(IServices.Status.Retired));
        allow(e, uint8(IServices.Status.Suspended), uint8(IServices.Status.Active));
        allow(e, uint8(IServices.Status.Suspended), uint8(IServices.Status.Retired));
        allow(e, uint8(IServices.Status.Active), uint8(IServices.Status.Frozen));
        allow(e, uint8(IServices.Status.Suspended), uint8(IServices.Status.Frozen));
        allow(e, uint8(IServices.Status.Frozen), uint8(IServices.Status.Active));
        allow(e, uint8(IServices.Status.Frozen), uint8(IServices.Status.Suspended));
        allow(e, uint8(IServices.Status.Frozen), uint8(IServices.Status.Retired));
        begins(IServices.ServiceRegistered.selector, e, uint8(IServices.Status.Active));
    }

    function pipelinesMay() private {
        bytes32 e = IPipelines.PipelineStatusChanged.selector;
        allow(e, uint8(IPipelines.Status.Requested), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Requested), uint8(IPipelines.Status.Closed));
        allow(e, uint8(IPipelines.Status.Requested), uint8(IPipelines.Status.Frozen));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Requested));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Suspended));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Frozen));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Closed));
        // Each side for itself.
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Suspended));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Frozen));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Closed));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Suspended));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Closed));
        // An amendment: its successor goes on in the same status.
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Superseded));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Superseded));
        allow(e, uint8(IPipelines.Status.Superseded), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Superseded), uint8(IPipelines.Status.Suspended));
        begins(IPipelines.PipelineRequested.selector, e, uint8(IPipelines.Status.Requested));
    }

    function transactionsMay() private {
        bytes32 e = TRANSACTION;
        allow(e, uint8(ITransactions.Status.None), uint8(ITransactions.Status.Open));
        allow(e, uint8(ITransactions.Status.Open), uint8(ITransactions.Status.Settled));
        allow(e, uint8(ITransactions.Status.Open), uint8(ITransactions.Status.Compensating));
        allow(e, uint8(ITransactions.Status.Compensating), uint8(ITransactions.Status.Compensated));
        allow(e, uint8(ITransactions.Status.Compensating), uint8(ITransactions.Status.Escalated));
        allow(e, uint8(ITransactions.Status.Escalated), uint8(ITransactions.Status.Compensated));
        allow(e, uint8(ITransactions.Status.Escalated), uint8(ITransactions.Status.Resolved));
    }

    function contractsMay() private {
        bytes32 e = IContracts.GovernedContractStatusChanged.selector;
        allow(e, uint8(IContracts.Status.Active), uint8(IContracts.Status.Frozen));
        allow(e, uint8(IContracts.Status.Active), uint8(IContracts.Status.Retired));
        allow(e, uint8(IContracts.Status.Frozen), uint8(IContracts.Status.Active));
        allow(e, uint8(IContracts.Status.Frozen), uint8(IContracts.Status.Retired));
        begins(IContracts.GovernedContractRegistered.selector, e, uint8(IContracts.Status.Active));
    }

    function dataSetsMay() private {
        bytes32 e = IDataLedger.DataSetStatusChanged.selector;
        allow(e, uint8(IDataLedger.Status.Active), uint8(IDataLedger.Status.Suspended));
        allow(e, uint8(IDataLedger.Status.Active), uint8(IDataLedger.Status.Frozen));
        allow(e, uint8(IDataLedger.Status.Active), uint8(IDataLedger.Status.Retired));
        allow(e, uint8(IDataLedger.Status.Suspended), uint8(IDataLedger.Status.Active));
        allow(e, uint8(IDataLedger.Status.Suspended), uint8(IDataLedger.Status.Frozen));
        allow(e, uint8(IDataLedger.Status.Suspended), uint8(IDataLedger.Status.Retired));
        allow(e, uint8(IDataLedger.Status.Frozen), uint8(IDataLedger.Status.Active));
        allow(e, uint8(IDataLedger.Status.Frozen), uint8(IDataLedger.Status.Suspended));
        allow(e, uint8(IDataLedger.Status.Frozen), uint8(IDataLedger.Status.Retired));
        begins(IDataLedger.DataSetRegistered.selector, e, uint8(IDataLedger.Status.Active));
    }

    /// @dev Subchains, applications and business contracts share their states.
    function subchainsMay() private {
        bytes32[3] memory topics = [
            ISubchains.SubchainStatusChanged.selector,
            ISubchains.ApplicationStatusChanged.selector,
            ISubchains.ContractStatusChanged.selector
        ];
        bytes32[3] memory beginnings = [
            ISubchains.SubchainRegistered.selector,
            ISubchains.ApplicationRegistered.selector,
            ISubchains.ContractRegistered.selector
        ];
        for (uint256 i = 0; i < 3; ++i) {
            bytes32 e = topics[i];
            allow(e, uint8(ISubchains.Status.Active), uint8(ISubchains.Status.Suspended));
            allow(e, uint8(ISubchains.Status.Active), uint8(ISubchains.Status.Retired));
            allow(e, uint8(ISubchains.Status.Suspended), uint8(ISubchains.Status.Active));
            allow(e, uint8(ISubchains.Status.Suspended), uint8(ISubchains.Status.Retired));
            allow(e, uint8(ISubchains.Status.Active), uint8(ISubchains.Status.Frozen));
            allow(e, uint8(ISubchains.Status.Suspended), uint8(ISubchains.Status.Frozen));
            allow(e, uint8(ISubchains.Status.Frozen), uint8(ISubchains.Status.Active));
            allow(e, uint8(ISubchains.Status.Frozen), uint8(ISubchains.Status.Suspended));
            begins(beginnings[i], e, uint8(ISubchains.Status.Active));
        }
    }

    function allow(bytes32 topic, uint8 from, uint8 to) private {
        _successors[topic][from] |= 1 << to;
        _reachable[topic] |= 1 << to;
    }

    /// @dev An event of its own tells of the first status, or of one that begins anew.
    function begins(bytes32 beginning, bytes32 topic, uint8 status_) private {
        _begins[beginning] = topic;
        _first[beginning] = status_;
    }

    /// @dev Holds an event against the table. Of what began before the first event only the new status can be judged.
    function observe(Vm.Log memory log) internal {
        bytes32 topic = log.topics[0];
        if (_begins[topic] != 0) _told[_begins[topic]][log.topics[1]] = 1 + _first[topic];
        if (_reachable[topic] == 0) return;
        bytes32 id = log.topics[1];
        bytes memory data = log.data;
        uint256 to;
        assembly ("memory-safe") {
            to := mload(add(data, mload(data)))
        }
        uint256 last = _told[topic][id];
        uint256 allowed = last == 0 ? _reachable[topic] : _successors[topic][last - 1];
        if ((allowed >> to) & 1 == 0) revert TransitionForbidden(topic, id, last, to);
        _told[topic][id] = 1 + to;
    }

    /// @dev Holds a status that was looked at against the table. One entry may move a transaction through two states.
    /// @return whether it is another one than the last time
    function moved(bytes32 topic, bytes32 id, uint256 to) internal returns (bool) {
        uint256 from = _told[topic][id] == 0 ? 0 : _told[topic][id] - 1;
        if (from == to) return false;
        uint256 direct = _successors[topic][from];
        uint256 reachable = direct;
        for (uint256 between = 0; between < 16; ++between) {
            if ((direct >> between) & 1 == 1) reachable |= _successors[topic][between];
        }
        if ((reachable >> to) & 1 == 0) revert TransitionForbidden(topic, id, from, to);
        _told[topic][id] = 1 + to;
        return true;
    }

    /// @return 1 + the status that the events tell; 0 when no event told any
    function told(bytes32 topic, bytes32 id) public view returns (uint256) {
        return _told[topic][id];
    }
}
