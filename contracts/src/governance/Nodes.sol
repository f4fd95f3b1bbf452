// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Governed} from "./Governed.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {INodes} from "./interfaces/INodes.sol";
import {ValidatorShield} from "./ValidatorShield.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {ValidatorList} from "./lib/ValidatorList.sol";

/// @title See `INodes`.
contract Nodes is Governed, INodes {
    struct Record {
        bytes32 institution;
        address validator;
        Kind kind;
        Status status;
        uint48 requestedAt;
        bytes publicKey;
        string endpoint;
    }

    /// @custom:storage-location erc7201:govchain.storage.Nodes
    struct Layout {
        /// First, so that an account proof of the validator set needs the layout's slot alone.
        address[] validators;
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Nodes")) - 1)) & ~bytes32(uint256(0xff));
    uint256 private constant CHECK_GAS = 5_000_000;

    /// @notice Called once, while the genesis file is made and after `Institutions` is initialised.
    function initialize(address authority, FoundingNode[] calldata founding) external initializer {
        __AccessManaged_init(authority);
        for (uint256 i = 0; i < founding.length; ++i) {
            bytes32 id =
                _request(founding[i].institution, founding[i].kind, founding[i].publicKey, founding[i].endpoint);
            _admit(id, _layout().records[id]);
        }
        if (_layout().validators.length == 0) revert ValidatorsUnusable();
        _validatorsChanged();
    }

    function request(Kind kind, bytes calldata publicKey, string calldata endpoint) external restricted {
        _request(_callersInstitution(), kind, publicKey, endpoint);
    }

    function admit(bytes32 id) external restricted {
        Record storage r = _layout().records[id];
        if (r.status != Status.Requested) revert NodeStatusWrong(id, r.status, Status.Requested);
        _requireUnchangedSinceVote(r.requestedAt);
        _admit(id, r);
        if (r.kind != Kind.Audit) _validatorsChanged();
    }

    function remove(bytes32 id) external restricted {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) revert UnknownNode(id);
        if (r.status == Status.Removed) revert NodeStatusWrong(id, r.status, Status.Admitted);
        bool validates = r.status == Status.Admitted && r.kind != Kind.Audit;
        r.status = Status.Removed;
        emit NodeStatusChanged(id, r.institution, r.kind, Status.Removed);
        if (validates) {
            _removeValidator(id, r.validator);
            _validatorsChanged();
        }
    }

    /// @dev An implementation that cannot name the validators would halt the chain: the upgrade is undone.
    function upgradeToAndCall(address implementation, bytes memory data) public payable override {
        super.upgradeToAndCall(implementation, data);
        (bool usable,) = ValidatorList.read(address(this), CHECK_GAS);
        if (!usable) revert ValidatorsUnusable();
    }

    function getValidators() external view returns (address[] memory) {
        return _layout().validators;
    }

    function node(bytes32 id) public view returns (Node memory n) {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) return n;
        return Node(id, r.institution, r.validator, r.kind, r.status, r.publicKey, r.endpoint);
    }

    function nodes(uint256 offset, uint256 limit) external view returns (Node[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new Node[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = node(ids[offset + i]);
        }
    }

    function nodeCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    /// @dev A request may be repeated by the same institution; a key that another one squats on is freed by `remove`.
    function _request(bytes32 institution, Kind kind, bytes calldata publicKey, string calldata endpoint)
        private
        returns (bytes32 id)
    {
        _requireKind(institution, kind);
        Inputs.requireAtMost("endpoint", bytes(endpoint).length, Inputs.ENDPOINT);
        address validator = Inputs.addressOf(publicKey);
        id = keccak256(publicKey);
        Layout storage $ = _layout();
        Record storage r = $.records[id];
        bool repeated = r.status == Status.Requested && r.institution == institution;
        if (r.status == Status.None) $.ids.push(id);
        else if (!repeated && r.status != Status.Removed) revert NodeTaken(id, r.institution, r.status);
        r.institution = institution;
        r.validator = validator;
        r.kind = kind;
        r.status = Status.Requested;
        r.requestedAt = uint48(block.timestamp);
        r.publicKey = publicKey;
        r.endpoint = endpoint;
        emit NodeRequested(id, institution, kind, validator);
    }

    function _admit(bytes32 id, Record storage r) private {
        IInstitutions.Institution memory owner = INSTITUTIONS.institution(r.institution);
        if (owner.status != IInstitutions.Status.Active) {
            revert IInstitutions.InstitutionNotActive(owner.id, owner.status);
        }
        r.status = Status.Admitted;
        emit NodeStatusChanged(id, r.institution, r.kind, Status.Admitted);
        if (r.kind == Kind.Audit) return;
        address[] storage validators = _layout().validators;
        if (validators.length == ValidatorList.LONGEST) {
            revert TooManyValidators(validators.length + 1, ValidatorList.LONGEST);
        }
        validators.push(r.validator);
    }

    function _removeValidator(bytes32 id, address validator) private {
        address[] storage validators = _layout().validators;
        uint256 last = validators.length - 1;
        if (last == 0) revert LastValidator(id);
        for (uint256 i = 0; i <= last; ++i) {
            if (validators[i] == validator) {
                validators[i] = validators[last];
                validators.pop();
                return;
            }
        }
    }

    /// @dev The shield's memory is a second line of defence: its failure must not undo a vote.
    function _validatorsChanged() private {
        emit ValidatorsChanged(_layout().validators);
        if (Addresses.VALIDATOR_SHIELD.code.length == 0) return;
        // solhint-disable-next-line no-empty-blocks
        try ValidatorShield(Addresses.VALIDATOR_SHIELD).remember() {} catch {}
    }

    function _requireKind(bytes32 institution, Kind kind) private view {
        if (kind == Kind.None) revert KindMissing();
        IInstitutions.Category category = INSTITUTIONS.institution(institution).category;
        bool allowed = kind == Kind.Audit || (kind == Kind.Genesis && category == IInstitutions.Category.Genesis)
            || (kind == Kind.Governance
                && (category == IInstitutions.Category.Genesis || category == IInstitutions.Category.Governance));
        if (!allowed) revert KindNotAllowed(kind, uint8(category));
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
