#!/usr/bin/env bash
# Runs the tests of this checkout on a site of a bench that stands already.
#
#   .ci/test-site.sh BENCH SITE [pytest arguments]
#
# The bench may have the app from another folder: this checkout goes first on the path, its DocTypes are synced to
# the site and its assets are served, so that it is this checkout that is tested. The bench's services must run.
set -euo pipefail

app=coaching_plans
checkout="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

main() {
	[ $# -ge 2 ] || die "usage: $0 BENCH SITE [pytest arguments]"
	bench="${1/#\~/$HOME}"
	site="$2"
	shift 2
	check_bench
	prepare_environment
	register_app
	link_assets
	sync_site
	build_bundles
	run_tests "$@"
}

say() { printf '%s\n' "== $*"; }

die() {
	printf '%s\n' "$0: $*" >&2
	exit 1
}

check_bench() {
	[ -d "$bench" ] || die "no bench at $bench"
	bench="$(cd "$bench" && pwd -P)"
	python="$bench/env/bin/python"
	[ -x "$python" ] || die "no Python environment at $bench/env"
	[ -f "$bench/sites/$site/site_config.json" ] || die "no site $site in $bench"
}

# The bench's own processes import the app without our path, hence it is installed, unless it is already.
prepare_environment() {
	if ! (cd / && env -u PYTHONPATH "$python" -c "import $app, faker") 2>/dev/null; then
		say "installing $app in the bench's environment"
		pip_install --editable "$checkout"
	fi
	if ! "$python" -c "import pytest; assert int(pytest.__version__.split('.')[0]) >= 7" 2>/dev/null; then
		say "installing pytest in the bench's environment"
		pip_install 'pytest>=7.4,<9'
	fi
	export PYTHONPATH="$checkout${PYTHONPATH:+:$PYTHONPATH}"
	local tested
	tested="$(cd "$bench/sites" && "$python" -c "import $app; print($app.__file__)")"
	[ "$tested" = "$checkout/$app/__init__.py" ] || die "would test $tested instead of this checkout"
}

# Environments made by uv have no pip of their own.
pip_install() {
	if "$python" -m pip --version >/dev/null 2>&1; then
		"$python" -m pip install --quiet --disable-pip-version-check "$@"
	else
		uv pip install --quiet --python "$python" "$@"
	fi
}

register_app() {
	local apps="$bench/sites/apps.txt" source="$bench/apps/$app"
	if ! grep -qxF "$app" "$apps"; then
		say "adding $app to sites/apps.txt"
		[ -z "$(tail -c 1 "$apps")" ] || echo >>"$apps"
		echo "$app" >>"$apps"
	fi
	# -e is false for a link to a folder that is gone
	[ -e "$source" ] || ln -sfn "$checkout" "$source"
}

link_assets() {
	mkdir -p "$checkout/$app/public" "$bench/sites/assets"
	local served="$bench/sites/assets/$app"
	if [ -d "$served" ] && [ ! -L "$served" ]; then
		rm -rf "$served" # a copy, as made by `bench build --hard-link`
	fi
	ln -sfn "$checkout/$app/public" "$served"
}

sync_site() {
	if frappe --site "$site" list-apps | awk '{ print $1 }' | grep -qxF "$app"; then
		say "syncing $site to this checkout"
		frappe --site "$site" migrate --skip-search-index
	else
		say "installing $app on $site"
		frappe --site "$site" install-app "$app"
	fi
}

frappe() {
	(cd "$bench/sites" && "$python" -m frappe.utils.bench_helper frappe "$@" </dev/null)
}

# Only *.bundle.* files are built, everything else in public/ is served as it is. Frappe's builder looks for the app
# in the bench's apps folder, so it is shown a bench in which that name leads to this checkout.
build_bundles() {
	[ -n "$(find "$checkout/$app/public" -name '*.bundle.*' -not -path '*/dist/*' -print -quit)" ] || return 0
	say "building the bundles of $app"
	local seen
	seen="$(mktemp -d)"
	mkdir "$seen/apps"
	ln -s "$bench"/apps/* "$seen/apps/"
	ln -sfn "$checkout" "$seen/apps/$app"
	ln -s "$bench/sites" "$bench/env" "$seen/"
	FRAPPE_BENCH_ROOT="$seen" frappe build --app "$app"
	rm -r "$seen"
}

# The tests inside the site's process first: those over HTTP and in a browser have a server of their own, which must
# not find a half-made record of theirs.
run_tests() {
	cd "$checkout"
	say "testing on $site"
	export COACHING_BENCH="$bench" COACHING_SITE="$site"
	local status=0
	judged tests/integration tests/contract "$@" || status=1
	judged tests/site tests/ui "$@" || status=1
	return "$status"
}

# A server or a browser can be late once on a busy machine; a broken rule fails twice. Both outcomes stay in the log.
judged() {
	"$python" -m pytest "$@" && return
	say "what failed, once more by itself"
	"$python" -m pytest --last-failed --last-failed-no-failures=none -q "$@"
}

main "$@"
