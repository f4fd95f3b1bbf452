// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

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
        p = new Permission[](28);
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
    }
}
