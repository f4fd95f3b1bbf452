// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Vm} from "../../script/Vm.sol";
import {IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
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
    error TransitionForbidden(bytes32 topic, bytes32 id, uint256 from, uint256 to);

    mapping(bytes32 topic => mapping(uint256 from => uint256 bits)) private _successors;
    mapping(bytes32 topic => uint256 bits) private _reachable;
    /// @dev 1 + the last status told of.
    mapping(bytes32 topic => mapping(bytes32 id => uint256)) private _last;

    constructor() {
        institutionsMay();
        accountsMay();
        nodesMay();
        servicesMay();
        pipelinesMay();
        transactionsMay();
        contractsMay();
    }

    function institutionsMay() private {
        bytes32 e = IInstitutions.InstitutionStatusChanged.selector;
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Suspended));
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Expelled));
        allow(e, uint8(IInstitutions.Status.Active), uint8(IInstitutions.Status.Withdrawn));
        allow(e, uint8(IInstitutions.Status.Suspended), uint8(IInstitutions.Status.Active));
        allow(e, uint8(IInstitutions.Status.Suspended), uint8(IInstitutions.Status.Expelled));
    }

    function accountsMay() private {
        bytes32 e = IAccounts.AccountStatusChanged.selector;
        allow(e, uint8(IAccounts.Status.Requested), uint8(IAccounts.Status.Active));
        allow(e, uint8(IAccounts.Status.Requested), uint8(IAccounts.Status.Revoked));
        allow(e, uint8(IAccounts.Status.Active), uint8(IAccounts.Status.Frozen));
        allow(e, uint8(IAccounts.Status.Active), uint8(IAccounts.Status.Revoked));
        allow(e, uint8(IAccounts.Status.Frozen), uint8(IAccounts.Status.Active));
        allow(e, uint8(IAccounts.Status.Frozen), uint8(IAccounts.Status.Revoked));
    }

    function nodesMay() private {
        bytes32 e = INodes.NodeStatusChanged.selector;
        allow(e, uint8(INodes.Status.Requested), uint8(INodes.Status.Admitted));
        allow(e, uint8(INodes.Status.Requested), uint8(INodes.Status.Removed));
        allow(e, uint8(INodes.Status.Admitted), uint8(INodes.Status.Removed));
        // Requested again in between, which has an event of its own.
        allow(e, uint8(INodes.Status.Removed), uint8(INodes.Status.Admitted));
        allow(e, uint8(INodes.Status.Removed), uint8(INodes.Status.Removed));
    }

    function servicesMay() private {
        bytes32 e = IServices.ServiceStatusChanged.selector;
        allow(e, uint8(IServices.Status.Active), uint8(IServices.Status.Suspended));
        allow(e, uint8(IServices.Status.Active), uint8(IServices.Status.Retired));
        allow(e, uint8(IServices.Status.Suspended), uint8(IServices.Status.Active));
        allow(e, uint8(IServices.Status.Suspended), uint8(IServices.Status.Retired));
    }

    function pipelinesMay() private {
        bytes32 e = IPipelines.PipelineStatusChanged.selector;
        allow(e, uint8(IPipelines.Status.Requested), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Requested), uint8(IPipelines.Status.Closed));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Suspended));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Frozen));
        allow(e, uint8(IPipelines.Status.Active), uint8(IPipelines.Status.Closed));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Frozen));
        allow(e, uint8(IPipelines.Status.Suspended), uint8(IPipelines.Status.Closed));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Active));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Suspended));
        allow(e, uint8(IPipelines.Status.Frozen), uint8(IPipelines.Status.Closed));
    }

    function transactionsMay() private {
        bytes32 e = ITransactions.StatusChanged.selector;
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
    }

    function allow(bytes32 topic, uint8 from, uint8 to) private {
        _successors[topic][from] |= 1 << to;
        _reachable[topic] |= 1 << to;
    }

    /// @dev Holds an event against the table. Of what began before the first event only the new status can be judged.
    function observe(Vm.Log memory log) internal {
        bytes32 topic = log.topics[0];
        if (_reachable[topic] == 0) return;
        bytes32 id = log.topics[1];
        bytes memory data = log.data;
        uint256 to;
        assembly ("memory-safe") {
            to := mload(add(data, mload(data)))
        }
        uint256 last = _last[topic][id];
        uint256 allowed = last == 0 ? _reachable[topic] : _successors[topic][last - 1];
        if ((allowed >> to) & 1 == 0) revert TransitionForbidden(topic, id, last, to);
        _last[topic][id] = 1 + to;
    }
}
