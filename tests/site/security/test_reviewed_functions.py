"""What other apps let a browser call, as it was when refusals.py was written.

A function that takes the name of a DocType, a document, a report, a file or another function may go past the readers
of a record. When an upgrade brings or changes one, this fails: look at the function, add it to refusals.py if it asks
nobody, then bring the list and REVIEWED up to date with

    python tests/site/security/test_reviewed_functions.py APP_FOLDER... > tests/site/security/reviewed_functions.txt
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LIST = Path(__file__).with_name("reviewed_functions.txt")
APPS = ("frappe", "erpnext", "hrms")
TAKES = re.compile(
	r"doctype|^dt$|^dn$|docname|^docs?$|^names?$|^fid$|document|reference|table|parent|report|query|method|file|attachment"
)
READS = re.compile(r"form_dict|get_attr\(|\.call\(|request\.")


def functions(folder: Path) -> Iterator[str]:
	"""Path and arguments of each whitelisted function below `folder` that takes any of these."""
	for file in sorted(folder.rglob("*.py")):
		if "tests" in file.parts or "patches" in file.parts or file.name.startswith("test_"):
			continue
		source = file.read_text()
		if "whitelist" in source:
			module = ".".join(file.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
			yield from _functions_of(ast.parse(source), module)


def _functions_of(node, path: str) -> Iterator[str]:
	for child in node.body:
		if isinstance(child, ast.ClassDef):
			yield from _functions_of(child, f"{path}.{child.name}")
		elif isinstance(child, ast.FunctionDef):
			if any("whitelist" in ast.unparse(decorator) for decorator in child.decorator_list):
				given = child.args
				names = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
				names += [f"*{argument.arg}" for argument in (given.vararg, given.kwarg) if argument]
				takes = any(name.startswith("*") or TAKES.search(name) for name in names)
				if takes or READS.search(ast.unparse(child)):
					yield f"{path}.{child.name}({', '.join(names)})"


def test_no_function_came_unseen(site):
	reviewed = set(LIST.read_text().splitlines())
	present = {function for app in APPS for function in functions(Path(site.get_app_path(app)))}
	assert present - reviewed == set(), "new or changed: look at them before they are let through"
	assert reviewed - present == set(), "gone or changed: bring the list up to date"


def test_the_guard_names_the_versions_it_was_written_for(site):
	from coaching_plans.refusals import REVIEWED

	for app in APPS:
		version = site.get_attr(f"{app}.__version__")
		assert ".".join(version.split(".")[:2]) == REVIEWED[app], f"{app} {version}"


def test_every_function_that_the_guard_names_is_there(site):
	"""A name that no longer leads anywhere guards nothing."""
	from coaching_plans import refusals

	listed = (*refusals.DISPATCHERS, *refusals.OF_RECORDS, *refusals.OF_TABLES, *refusals.OF_FILES)
	for path in (*listed, *refusals.OF_REPORTS, *refusals.LISTS, *refusals.REPLACED):
		module, _dot, name = path.rpartition(".")
		if module.rsplit(".", 1)[-1][0].isupper():
			module, _dot, owner = module.rpartition(".")
			function = getattr(getattr(site.get_module(module), owner), name)
		else:
			function = getattr(site.get_module(module), name)
		assert f"{function.__module__}.{function.__qualname__}" == path
	for path in refusals.REPLACED.values():
		assert site.get_attr(path) in site.whitelisted


if __name__ == "__main__":
	for app_folder in sys.argv[1:]:
		print("\n".join(functions(Path(app_folder))))
