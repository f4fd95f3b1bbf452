// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAlliances} from "../interfaces/IAlliances.sol";
import {IContracts} from "../interfaces/IContracts.sol";
import {IDataLedger} from "../interfaces/IDataLedger.sol";
import {IInstitutions} from "../interfaces/IInstitutions.sol";
import {INodes} from "../interfaces/INodes.sol";
import {IPipelines} from "../interfaces/IPipelines.sol";
import {IProtocolKeys} from "../interfaces/IProtocolKeys.sol";
import {IServices} from "../interfaces/IServices.sol";
import {ISubchains} from "../interfaces/ISubchains.sol";
import {ITransactions} from "../interfaces/ITransactions.sol";
import {Addresses} from "./Addresses.sol";
import {Roles} from "./Roles.sol";

/// @title Which role may call which restricted function from the first block. A function that is not here is for work
/// orders only (role 0).
library GenesisPermissions {
    struct Permission {
        address target;
        bytes4 selector;
        uint64 role;
    }

    function all() internal pure returns (Permission[] memory p) {
        p = new Permission[](58);
        p[0] = Permission(Addresses.INSTITUTIONS, IInstitutions.applyForMembership.selector, Roles.PUBLIC);
        p[1] = Permission(Addresses.INSTITUTIONS, IInstitutions.withdrawApplication.selector, Roles.PUBLIC);
        p[2] = Permission(Addresses.INSTITUTIONS, IInstitutions.withdraw.selector, Roles.GOVERNOR);
        p[3] = Permission(Addresses.NODES, INodes.request.selector, Roles.MEMBER);
        p[4] = Permission(Addresses.SERVICES, IServices.register.selector, Roles.OPERATOR);
        p[5] = Permission(Addresses.SERVICES, IServices.update.selector, Roles.OPERATOR);
        p[6] = Permission(Addresses.SERVICES, IServices.pair.selector, Roles.OPERATOR);
        p[7] = Permission(Addresses.SERVICES, IServices.suspend.selector, Roles.OPERATOR);
        p[8] = Permission(Addresses.SERVICES, IServices.resume.selector, Roles.OPERATOR);
        p[9] = Permission(Addresses.SERVICES, IServices.retire.selector, Roles.OPERATOR);
        p[10] = Permission(Addresses.SUBCHAINS, ISubchains.registerSubchain.selector, Roles.OPERATOR);
        p[11] = Permission(Addresses.SUBCHAINS, ISubchains.registerApplication.selector, Roles.OPERATOR);
        p[12] = Permission(Addresses.SUBCHAINS, ISubchains.registerContract.selector, Roles.OPERATOR);
        p[13] = Permission(Addresses.SUBCHAINS, ISubchains.setSubchainStatus.selector, Roles.OPERATOR);
        p[14] = Permission(Addresses.SUBCHAINS, ISubchains.setApplicationStatus.selector, Roles.OPERATOR);
        p[15] = Permission(Addresses.SUBCHAINS, ISubchains.setContractStatus.selector, Roles.OPERATOR);
        p[16] = Permission(Addresses.SUBCHAINS, ISubchains.updateTrustAnchors.selector, Roles.OPERATOR);
        p[17] = Permission(Addresses.PIPELINES, IPipelines.request.selector, Roles.OPERATOR);
        p[18] = Permission(Addresses.PIPELINES, IPipelines.authorise.selector, Roles.OPERATOR);
        p[19] = Permission(Addresses.PIPELINES, IPipelines.suspend.selector, Roles.OPERATOR);
        p[20] = Permission(Addresses.PIPELINES, IPipelines.resume.selector, Roles.OPERATOR);
        p[21] = Permission(Addresses.PIPELINES, IPipelines.close.selector, Roles.OPERATOR);
        p[22] = Permission(Addresses.TRANSACTIONS, ITransactions.record.selector, Roles.CROSS_CHAIN);
        p[23] = Permission(Addresses.INSTITUTIONS, IInstitutions.review.selector, Roles.MEMBER);
        p[24] = Permission(Addresses.INSTITUTIONS, IInstitutions.recordRejection.selector, Roles.PUBLIC);
        p[25] = Permission(Addresses.PROTOCOL_KEYS, IProtocolKeys.register.selector, Roles.ACCOUNT);
        p[26] = Permission(Addresses.PROTOCOL_KEYS, IProtocolKeys.confirm.selector, Roles.GOVERNOR);
        p[27] = Permission(Addresses.PROTOCOL_KEYS, IProtocolKeys.revoke.selector, Roles.ACCOUNT);
        p[28] = Permission(Addresses.PIPELINES, IPipelines.amend.selector, Roles.OPERATOR);
        p[29] = Permission(Addresses.PIPELINES, IPipelines.acceptAmendment.selector, Roles.OPERATOR);
        _things(p, 30);
    }

    /// @dev Registered things, alliances, shared data, the directory.
    function _things(Permission[] memory p, uint256 n) private pure {
        p[n + 0] = Permission(Addresses.SERVICES, IServices.rotateCertificate.selector, Roles.OPERATOR);
        p[n + 1] = Permission(Addresses.SUBCHAINS, ISubchains.updateApplication.selector, Roles.OPERATOR);
        p[n + 2] = Permission(Addresses.SUBCHAINS, ISubchains.offerSubchain.selector, Roles.OPERATOR);
        p[n + 3] = Permission(Addresses.SUBCHAINS, ISubchains.acceptSubchain.selector, Roles.OPERATOR);
        p[n + 4] = Permission(Addresses.SUBCHAINS, ISubchains.classifyContract.selector, Roles.OPERATOR);
        p[n + 5] = Permission(Addresses.CONTRACTS, IContracts.construct.selector, Roles.PUBLIC);
        p[n + 6] = Permission(Addresses.ALLIANCES, IAlliances.found.selector, Roles.MEMBER);
        p[n + 7] = Permission(Addresses.ALLIANCES, IAlliances.invite.selector, Roles.MEMBER);
        p[n + 8] = Permission(Addresses.ALLIANCES, IAlliances.join.selector, Roles.MEMBER);
        p[n + 9] = Permission(Addresses.ALLIANCES, IAlliances.withdrawConsent.selector, Roles.MEMBER);
        p[n + 10] = Permission(Addresses.ALLIANCES, IAlliances.leave.selector, Roles.MEMBER);
        p[n + 11] = Permission(Addresses.ALLIANCES, IAlliances.setRole.selector, Roles.MEMBER);
        p[n + 12] = Permission(Addresses.ALLIANCES, IAlliances.offerLead.selector, Roles.MEMBER);
        p[n + 13] = Permission(Addresses.ALLIANCES, IAlliances.acceptLead.selector, Roles.MEMBER);
        p[n + 14] = Permission(Addresses.ALLIANCES, IAlliances.addSubchain.selector, Roles.MEMBER);
        p[n + 15] = Permission(Addresses.ALLIANCES, IAlliances.removeSubchain.selector, Roles.MEMBER);
        p[n + 16] = Permission(Addresses.ALLIANCES, IAlliances.support.selector, Roles.MEMBER);
        p[n + 17] = Permission(Addresses.ALLIANCES, IAlliances.offerMerge.selector, Roles.MEMBER);
        p[n + 18] = Permission(Addresses.ALLIANCES, IAlliances.acceptMerge.selector, Roles.MEMBER);
        p[n + 19] = Permission(Addresses.DATA_LEDGER, IDataLedger.register.selector, Roles.OPERATOR);
        p[n + 20] = Permission(Addresses.DATA_LEDGER, IDataLedger.describe.selector, Roles.OPERATOR);
        p[n + 21] = Permission(Addresses.DATA_LEDGER, IDataLedger.raise.selector, Roles.OPERATOR);
        p[n + 22] = Permission(Addresses.DATA_LEDGER, IDataLedger.suspend.selector, Roles.OPERATOR);
        p[n + 23] = Permission(Addresses.DATA_LEDGER, IDataLedger.resume.selector, Roles.OPERATOR);
        p[n + 24] = Permission(Addresses.DATA_LEDGER, IDataLedger.retire.selector, Roles.OPERATOR);
        p[n + 25] = Permission(Addresses.DATA_LEDGER, IDataLedger.grant.selector, Roles.OPERATOR);
        p[n + 26] = Permission(Addresses.DATA_LEDGER, IDataLedger.revoke.selector, Roles.OPERATOR);
        p[n + 27] = Permission(Addresses.DATA_LEDGER, IDataLedger.recordUse.selector, Roles.CROSS_CHAIN);
    }
}
