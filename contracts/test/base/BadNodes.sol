// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

abstract contract AnyNodes is UUPSUpgradeable {
    function _authorizeUpgrade(address) internal override {}
}

contract RevertingNodes is AnyNodes {
    function getValidators() external pure returns (address[] memory) {
        revert("broken");
    }
}

contract EmptyNodes is AnyNodes {
    function getValidators() external pure returns (address[] memory) {
        return new address[](0);
    }
}

contract EndlessNodes is AnyNodes {
    function getValidators() external pure returns (address[] memory) {
        while (true) {}
        return new address[](1);
    }
}

contract SoundNodes is AnyNodes {
    function getValidators() external pure returns (address[] memory validators) {
        validators = new address[](2);
        validators[0] = address(0xa);
        validators[1] = address(0xb);
    }
}

/// @dev Answers with whatever bytes it was given; at first with a list of one word that is no address.
contract JunkNodes is AnyNodes {
    bytes private _answer;

    function setAnswer(bytes calldata answer) external {
        _answer = answer;
    }

    function getValidators() external view {
        bytes memory answer = _answer;
        if (answer.length == 0) answer = abi.encode(uint256(0x20), uint256(1), type(uint256).max);
        assembly {
            return(add(answer, 0x20), mload(answer))
        }
    }
}

/// @dev More validators than a list may have, in as many bytes.
contract HugeNodes is AnyNodes {
    function getValidators() external pure returns (address[] memory validators) {
        validators = new address[](20_000);
        for (uint256 i = 0; i < validators.length; ++i) {
            validators[i] = address(uint160(i + 1));
        }
    }
}

/// @dev Names the stored validators as it should, but its migration loses one.
contract HalfNodes is AnyNodes {
    struct Layout {
        address[] validators;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Nodes")) - 1)) & ~bytes32(uint256(0xff));

    function spoil() external {
        _layout().validators.pop();
    }

    function getValidators() external view returns (address[] memory) {
        return _layout().validators;
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
