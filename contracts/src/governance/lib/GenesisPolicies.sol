// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IAccounts} from "../interfaces/IAccounts.sol";
import {IContracts} from "../interfaces/IContracts.sol";
import {ICredit} from "../interfaces/ICredit.sol";
import {IDataLedger} from "../interfaces/IDataLedger.sol";
import {IInstitutions} from "../interfaces/IInstitutions.sol";
import {INodes} from "../interfaces/INodes.sol";
import {IProtocolKeys} from "../interfaces/IProtocolKeys.sol";
import {IPipelines} from "../interfaces/IPipelines.sol";
import {IServices} from "../interfaces/IServices.sol";
import {ISubchains} from "../interfaces/ISubchains.sol";
import {ITransactions} from "../interfaces/ITransactions.sol";
import {IWorkOrders} from "../interfaces/IWorkOrders.sol";
import {Addresses} from "./Addresses.sol";

/// @title What a work order may do from the first block, and the majority that each action needs.
library GenesisPolicies {
    struct Rule {
        address target;
        bytes4 selector;
        IWorkOrders.Policy policy;
    }

    function all() internal pure returns (Rule[] memory r) {
        IWorkOrders.Policy majority = IWorkOrders.Policy.Majority;
        IWorkOrders.Policy twoThirds = IWorkOrders.Policy.TwoThirds;
        IWorkOrders.Policy unanimous = IWorkOrders.Policy.Unanimous;
        r = new Rule[](40);
        r[0] = Rule(Addresses.INSTITUTIONS, IInstitutions.admit.selector, twoThirds);
        r[1] = Rule(Addresses.INSTITUTIONS, IInstitutions.suspend.selector, twoThirds);
        r[2] = Rule(Addresses.INSTITUTIONS, IInstitutions.reinstate.selector, twoThirds);
        r[3] = Rule(Addresses.INSTITUTIONS, IInstitutions.expel.selector, twoThirds);
        r[4] = Rule(Addresses.ACCOUNTS, IAccounts.activate.selector, unanimous);
        r[5] = Rule(Addresses.ACCOUNTS, IAccounts.freeze.selector, majority);
        r[6] = Rule(Addresses.ACCOUNTS, IAccounts.unfreeze.selector, majority);
        r[7] = Rule(Addresses.ACCOUNTS, IAccounts.revoke.selector, twoThirds);
        r[8] = Rule(Addresses.ACCOUNTS, IAccessManager.setTargetFunctionRole.selector, unanimous);
        r[9] = Rule(Addresses.WORK_ORDERS, IWorkOrders.setPolicy.selector, unanimous);
        r[10] = Rule(Addresses.WORK_ORDERS, IWorkOrders.setPeriods.selector, unanimous);
        r[11] = Rule(Addresses.NODES, INodes.admit.selector, twoThirds);
        r[12] = Rule(Addresses.NODES, INodes.remove.selector, twoThirds);
        r[13] = Rule(Addresses.PIPELINES, IPipelines.freeze.selector, majority);
        r[14] = Rule(Addresses.PIPELINES, IPipelines.unfreeze.selector, majority);
        r[15] = Rule(Addresses.TRANSACTIONS, ITransactions.resolve.selector, twoThirds);
        r[16] = Rule(Addresses.CONTRACTS, IContracts.register.selector, twoThirds);
        r[17] = Rule(Addresses.CONTRACTS, IContracts.upgrade.selector, unanimous);
        r[18] = Rule(Addresses.CONTRACTS, IContracts.freeze.selector, twoThirds);
        r[19] = Rule(Addresses.CONTRACTS, IContracts.unfreeze.selector, twoThirds);
        r[20] = Rule(Addresses.CONTRACTS, IContracts.retire.selector, twoThirds);
        r[21] = Rule(Addresses.INSTITUTIONS, IInstitutions.changeCategory.selector, twoThirds);
        r[22] = Rule(Addresses.PROTOCOL_KEYS, IProtocolKeys.acceptByVote.selector, majority);
        r[23] = Rule(Addresses.PROTOCOL_KEYS, IProtocolKeys.revokeByVote.selector, twoThirds);
        r[24] = Rule(Addresses.PROTOCOL_KEYS, IProtocolKeys.setConfirmations.selector, unanimous);
        r[25] = Rule(Addresses.CREDIT, ICredit.restore.selector, twoThirds);
        r[26] = Rule(Addresses.CREDIT, ICredit.setRules.selector, twoThirds);
        r[27] = Rule(Addresses.CREDIT, ICredit.setAffiliated.selector, majority);
        _things(r, 28);
    }

    /// @dev Nodes, registered things, shared data, the directory.
    function _things(Rule[] memory r, uint256 n) private pure {
        IWorkOrders.Policy majority = IWorkOrders.Policy.Majority;
        IWorkOrders.Policy twoThirds = IWorkOrders.Policy.TwoThirds;
        r[n + 0] = Rule(Addresses.NODES, INodes.setMinimumValidators.selector, IWorkOrders.Policy.Unanimous);
        r[n + 1] = Rule(Addresses.DATA_LEDGER, IDataLedger.lower.selector, twoThirds);
        r[n + 2] = Rule(Addresses.DATA_LEDGER, IDataLedger.freeze.selector, majority);
        r[n + 3] = Rule(Addresses.DATA_LEDGER, IDataLedger.unfreeze.selector, majority);
        r[n + 4] = Rule(Addresses.DATA_LEDGER, IDataLedger.approveGrant.selector, twoThirds);
        r[n + 5] = Rule(Addresses.DATA_LEDGER, IDataLedger.cancelGrant.selector, majority);
        r[n + 6] = Rule(Addresses.SERVICES, IServices.freeze.selector, majority);
        r[n + 7] = Rule(Addresses.SERVICES, IServices.unfreeze.selector, majority);
        r[n + 8] = Rule(Addresses.SUBCHAINS, ISubchains.freeze.selector, majority);
        r[n + 9] = Rule(Addresses.SUBCHAINS, ISubchains.unfreeze.selector, majority);
        r[n + 10] = Rule(Addresses.SUBCHAINS, ISubchains.declassifyContract.selector, twoThirds);
        r[n + 11] = Rule(Addresses.CONTRACTS, IContracts.deploy.selector, twoThirds);
    }
}
