"""Sent once, whatever happens to the process (rule 23): real processes, killed at ten points, and two at once."""

import email
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import date
from email import policy
from pathlib import Path

import pytest

from tests import bulk_organisation as bulk

ON = date(2026, 11, 24)
PEOPLE = 30
POINTS = 10
WORKER = Path(__file__).with_name("reminders_worker.py")


@pytest.fixture
def organisation(site):
	bulk.coaching(bulk.organisation(PEOPLE, ON))
	bulk.outgoing_account()
	# Written to from here first, so that what the other processes write is put back as well.
	forget_all(site)


def worker(*arguments: str) -> subprocess.Popen:
	bench, name = os.environ["COACHING_BENCH"], os.environ["COACHING_SITE"]
	command = [sys.executable, str(WORKER), "--bench", bench, "--site", name, "--on", str(ON), *arguments]
	return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen) -> tuple[int, int]:
	"""The points passed and the people reminded by a process that ran to its end."""
	out, err = process.communicate(timeout=300)
	assert process.returncode == 0, err
	points, sent = out.split()[-2:]
	return int(points), int(sent)


def mailbox(site) -> Counter:
	"""What waits in the queue for the organisation: address, subject and text, with how many times each."""
	site.db.rollback()
	found: Counter = Counter()
	for address, message in site.db.sql(
		"""
		select recipient.recipient, queue.message
		from `tabEmail Queue` queue
		inner join `tabEmail Queue Recipient` recipient on recipient.parent = queue.name
		where recipient.recipient like %s
		""",
		f"bulk-%@{bulk.DOMAIN}",
	):
		parsed = email.message_from_string(message, policy=policy.default)
		found[(address, parsed["subject"], parsed.get_body(("plain",)).get_content())] += 1
	return found


def memory(site) -> Counter:
	return Counter(
		(row.name, row.user, row.kind)
		for row in site.get_all(
			"Coaching Reminder", filters={"status": "Sent"}, fields=["name", "user", "kind"]
		)
	)


def forget_all(site):
	recipients = site.get_all(
		"Email Queue Recipient",
		filters={"recipient": ("like", f"bulk-%@{bulk.DOMAIN}")},
		fields=["name", "parent"],
	)
	site.db.delete("Email Queue", {"name": ("in", [*{row.parent for row in recipients}, ""])})
	site.db.delete("Email Queue Recipient", {"name": ("in", [*(row.name for row in recipients), ""])})
	site.db.delete("Coaching Reminder", {"for_date": ON})
	site.db.commit()


def as_often_as_it_takes(site) -> tuple[int, int]:
	"""The points and people of a run once Frappe has in its cache what it keeps there, so that the next has as many."""
	seen: list[int] = []
	for _attempt in range(6):
		forget_all(site)
		points, sent = finish(worker())
		if points in seen:
			break
		seen.append(points)
	return points, sent


@pytest.mark.commits
def test_a_run_killed_at_any_point_and_started_again_ends_with_the_same_mailbox(site, organisation):
	points, sent = as_often_as_it_takes(site)
	expected = mailbox(site), memory(site)
	assert sent >= PEOPLE // 2 and set(expected[0].values()) == {1}
	# Three on the way in and out, the rest over the sending, where statements and commits take turns.
	chosen = sorted({5, 20, points - 2, *(points - n * (points // POINTS) for n in range(1, POINTS - 2))})
	assert len(chosen) == POINTS
	partly = 0
	for point in chosen:
		forget_all(site)
		killed = worker("--kill-at", str(point))
		out, _err = killed.communicate(timeout=300)
		assert killed.returncode == -signal.SIGKILL, f"not killed at {point} of {points}, but ended: {out}"
		before = mailbox(site)
		assert before <= expected[0], f"killed at {point}: mail that should not be"
		assert {user for _key, user, _kind in memory(site) if user.startswith("bulk-")} == {
			address for address, _subject, _text in before
		}, f"killed at {point}: mail without its row, or a row without its mail"
		partly += 0 < len(before) < len(expected[0])
		finish(worker())
		assert (mailbox(site), memory(site)) == expected, f"killed at {point}"
	assert partly >= POINTS // 2


@pytest.mark.commits
def test_two_workers_at_once_send_everything_once(site, organisation, tmp_path):
	finish(worker())
	expected = mailbox(site), memory(site)
	for attempt in range(3):
		forget_all(site)
		start = tmp_path / f"start-{attempt}"
		both = [worker("--wait-for", str(start)) for _number in range(2)]
		start.touch()
		sent = [finish(process)[1] for process in both]
		assert (mailbox(site), memory(site)) == expected
		assert sum(sent) == sum(
			count for (_key, _user, kind), count in expected[1].items() if kind == "Digest"
		)
	assert not site.db.count("Coaching Reminder", {"status": "Failed"})
