"""A rule set and the one that it extends to what the two are together, as one file would say it."""

from typing import Any

Tree = dict[str, Any]


def extended(rules: Tree, files: dict[str, Tree]) -> Tree:
    """A rule set with all that it takes over from the one it extends, as one file would say it."""
    if "extends" not in rules:
        return rules
    parent = extended(files[rules["extends"]], files)
    whole = parent | {"in_force": rules.get("in_force", parent["in_force"])}
    parent = changed(parent, rules.get("replace", {}).get("criteria", {}), [*rules.get("drop", {})])
    for part in ("indicators", "derived", "criteria"):
        whole[part] = parent[part] | rules.get(part, {})
    before, anew = parent["thresholds"], rules.get("thresholds", {})
    whole["thresholds"] = before | {name: replaced(before.get(name, each), each) for name, each in anew.items()}
    old, new = parent["verdict"], rules.get("verdict", {})
    scope = [] if "scope" in rules.get("without", {}) else old.get("scope", [])
    whole["verdict"] = old | new | {"scope": [*scope, *new.get("scope", [])]}
    return whole


def changed(parent: Tree, anew: Tree, dropped: list[str]) -> Tree:
    """The parent with some of its criteria stated anew, and without others, wherever these are named."""
    criteria = {id: each | anew.get(id, {}) for id, each in parent["criteria"].items() if id not in dropped}
    left = {id: each | {"test": without(each["test"], dropped)} for id, each in criteria.items()}
    scope = [id for id in parent["verdict"].get("scope", []) if id not in dropped]
    eligible = without(parent["verdict"]["eligible_when"], dropped)
    return parent | {"criteria": left, "verdict": parent["verdict"] | {"scope": scope, "eligible_when": eligible}}


def without(condition: Any, dropped: list[str]) -> Any:
    """A condition without the criteria that are dropped; None where some group in it has nothing left."""
    if isinstance(condition, str):
        return None if condition in dropped else condition
    if "indicator" in condition or "ruleset" in condition:
        return condition
    ((form, body),) = condition.items()
    if form == "not":
        inner = without(body, dropped)
        return inner and {form: inner}
    if form not in ("at_least", "at_most"):
        left = members(body, dropped)
        return {form: left} if left else None
    of, must = members(body["of"], dropped), members(body.get("must", []), dropped)
    if (
        not of
        or must is None
        or ((body["n"].isdigit() if isinstance(body["n"], str) else False) and int(body["n"]) > len(of))
    ):
        return None
    return {
        form: {key: value for key, value in body.items() if key != "must"}
        | {"of": of}
        | ({"must": must} if must else {})
    }


def members(of: list[Any], dropped: list[str]) -> list[Any] | None:
    """The members without those that are dropped; None where nothing is left of one of the others."""
    left = [without(each, dropped) for each in of if each not in dropped]
    return None if None in left else left


def replaced(old: Tree, new: Tree) -> Tree:
    """A threshold written anew: before its first day the old values stay, with what they rest on."""
    first = min(entry["from"] for entry in new["values"])
    grounds = {"basis": old["basis"], "exclusive": old.get("exclusive", "false")}
    kept = [grounds | entry for entry in old["values"] if entry["from"] < first]
    ended = [entry | ({"until": min(entry["until"], first)} if "until" in entry else {}) for entry in kept]
    return {key: old[key] for key in ("type", "by") if key in old} | new | {"values": [*ended, *new["values"]]}
