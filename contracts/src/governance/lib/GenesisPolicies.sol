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
    function all() internal pure returns (IWorkOrders.PolicyRule[] memory r) {
        IWorkOrders.Policy majority = IWorkOrders.Policy.Majority;
        IWorkOrders.Policy twoThirds = IWorkOrders.Policy.TwoThirds;
        IWorkOrders.Policy unanimous = IWorkOrders.Policy.Unanimous;
        r = new IWorkOrders.PolicyRule[](40);
        r[0] = IWorkOrders.PolicyRule(Addresses.INSTITUTIONS, IInstitutions.admit.selector, twoThirds);
        r[1] = IWorkOrders.PolicyRule(Addresses.INSTITUTIONS, IInstitutions.suspend.selector, twoThirds);
        r[2] = IWorkOrders.PolicyRule(Addresses.INSTITUTIONS, IInstitutions.reinstate.selector, twoThirds);
        r[3] = IWorkOrders.PolicyRule(Addresses.INSTITUTIONS, IInstitutions.expel.selector, twoThirds);
        r[4] = IWorkOrders.PolicyRule(Addresses.ACCOUNTS, IAccounts.activate.selector, unanimous);
        r[5] = IWorkOrders.PolicyRule(Addresses.ACCOUNTS, IAccounts.freeze.selector, majority);
        r[6] = IWorkOrders.PolicyRule(Addresses.ACCOUNTS, IAccounts.unfreeze.selector, majority);
        r[7] = IWorkOrders.PolicyRule(Addresses.ACCOUNTS, IAccounts.revoke.selector, twoThirds);
        r[8] = IWorkOrders.PolicyRule(Addresses.ACCOUNTS, IAccessManager.setTargetFunctionRole.selector, unanimous);
        r[9] = IWorkOrders.PolicyRule(Addresses.WORK_ORDERS, IWorkOrders.setPolicy.selector, unanimous);
        r[10] = IWorkOrders.PolicyRule(Addresses.WORK_ORDERS, IWorkOrders.setPeriods.selector, unanimous);
        r[11] = IWorkOrders.PolicyRule(Addresses.NODES, INodes.admit.selector, twoThirds);
        r[12] = IWorkOrders.PolicyRule(Addresses.NODES, INodes.remove.selector, twoThirds);
        r[13] = IWorkOrders.PolicyRule(Addresses.PIPELINES, IPipelines.freeze.selector, majority);
        r[14] = IWorkOrders.PolicyRule(Addresses.PIPELINES, IPipelines.unfreeze.selector, majority);
        r[15] = IWorkOrders.PolicyRule(Addresses.TRANSACTIONS, ITransactions.resolve.selector, twoThirds);
        r[16] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.register.selector, twoThirds);
        r[17] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.upgrade.selector, unanimous);
        r[18] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.freeze.selector, twoThirds);
        r[19] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.unfreeze.selector, twoThirds);
        r[20] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.retire.selector, unanimous);
        r[21] = IWorkOrders.PolicyRule(Addresses.INSTITUTIONS, IInstitutions.changeCategory.selector, twoThirds);
        r[22] = IWorkOrders.PolicyRule(Addresses.PROTOCOL_KEYS, IProtocolKeys.acceptByVote.selector, majority);
        r[23] = IWorkOrders.PolicyRule(Addresses.PROTOCOL_KEYS, IProtocolKeys.revokeByVote.selector, twoThirds);
        r[24] = IWorkOrders.PolicyRule(Addresses.PROTOCOL_KEYS, IProtocolKeys.setConfirmations.selector, unanimous);
        r[25] = IWorkOrders.PolicyRule(Addresses.CREDIT, ICredit.restore.selector, twoThirds);
        r[26] = IWorkOrders.PolicyRule(Addresses.CREDIT, ICredit.setRules.selector, twoThirds);
        r[27] = IWorkOrders.PolicyRule(Addresses.CREDIT, ICredit.setAffiliated.selector, majority);
        _things(r, 28);
    }

    /// @notice The weakest policy that a call may ever get. Members, voters, validators, contracts and the rules themselves:
    /// whoever could change one of them by less than two thirds could make itself two thirds.
    function least(address target, bytes4 selector) internal pure returns (IWorkOrders.Policy) {
        bool ofAccounts = target == Addresses.ACCOUNTS && selector != IAccounts.freeze.selector
            && selector != IAccounts.unfreeze.selector;
        bool root = ofAccounts || target == Addresses.INSTITUTIONS || target == Addresses.WORK_ORDERS
            || target == Addresses.NODES || target == Addresses.CONTRACTS;
        return root ? IWorkOrders.Policy.TwoThirds : IWorkOrders.Policy.Majority;
    }

    /// @notice Without these calls governance could not take back what it did.
    function undoes(address target, bytes4 selector) internal pure returns (bool) {
        return (target == Addresses.WORK_ORDERS && selector == IWorkOrders.setPolicy.selector)
            || (target == Addresses.ACCOUNTS && selector == IAccounts.unfreeze.selector);
    }

    /// @dev Nodes, registered things, shared data, the directory.
    function _things(IWorkOrders.PolicyRule[] memory r, uint256 n) private pure {
        IWorkOrders.Policy majority = IWorkOrders.Policy.Majority;
        IWorkOrders.Policy twoThirds = IWorkOrders.Policy.TwoThirds;
        r[n + 0] =
            IWorkOrders.PolicyRule(Addresses.NODES, INodes.setMinimumValidators.selector, IWorkOrders.Policy.Unanimous);
        r[n + 1] = IWorkOrders.PolicyRule(Addresses.DATA_LEDGER, IDataLedger.lower.selector, twoThirds);
        r[n + 2] = IWorkOrders.PolicyRule(Addresses.DATA_LEDGER, IDataLedger.freeze.selector, majority);
        r[n + 3] = IWorkOrders.PolicyRule(Addresses.DATA_LEDGER, IDataLedger.unfreeze.selector, majority);
        r[n + 4] = IWorkOrders.PolicyRule(Addresses.DATA_LEDGER, IDataLedger.approveGrant.selector, twoThirds);
        r[n + 5] = IWorkOrders.PolicyRule(Addresses.DATA_LEDGER, IDataLedger.cancelGrant.selector, majority);
        r[n + 6] = IWorkOrders.PolicyRule(Addresses.SERVICES, IServices.freeze.selector, majority);
        r[n + 7] = IWorkOrders.PolicyRule(Addresses.SERVICES, IServices.unfreeze.selector, majority);
        r[n + 8] = IWorkOrders.PolicyRule(Addresses.SUBCHAINS, ISubchains.freeze.selector, majority);
        r[n + 9] = IWorkOrders.PolicyRule(Addresses.SUBCHAINS, ISubchains.unfreeze.selector, majority);
        r[n + 10] = IWorkOrders.PolicyRule(Addresses.SUBCHAINS, ISubchains.declassifyContract.selector, twoThirds);
        r[n + 11] = IWorkOrders.PolicyRule(Addresses.CONTRACTS, IContracts.deploy.selector, twoThirds);
    }
}
