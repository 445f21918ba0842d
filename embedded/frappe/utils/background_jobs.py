"""Jobs: kept in the site's queue and run after the commit that lets them go."""

import frappe
from frappe._state import local
from frappe.types.frappedict import _dict


def enqueue(
	method,
	queue="default",
	timeout=None,
	event=None,
	is_async=True,
	job_name=None,
	now=False,
	enqueue_after_commit=False,
	*,
	on_success=None,
	on_failure=None,
	at_front=False,
	job_id=None,
	deduplicate=False,
	**kwargs,
):
	"""Run a function later, as the user who asks; at once when `now`."""
	if now or (not is_async and not frappe.flags.in_test):
		return frappe.call(method, **kwargs)
	if deduplicate:
		if not job_id:
			frappe.throw("`job_id` paramater is required for deduplication.")
		if is_job_enqueued(job_id):
			return None
	job = _dict(method=method, queue=queue, user=frappe.session.user, kwargs=kwargs, job_id=job_id)
	job.update(
		on_success=on_success, on_failure=on_failure, job_name=job_name or str(method), status="queued"
	)
	if enqueue_after_commit:
		frappe.db.after_commit.add(lambda: _queue(job))
	else:
		_queue(job)
		frappe.db.after_commit.add(run_jobs)
	return job


def _queue(job):
	local.jobs.append(job)
	frappe.db.after_commit.add(run_jobs)


def enqueue_doc(doctype, name=None, method=None, queue="default", timeout=300, now=False, **kwargs):
	return enqueue(
		"frappe.utils.background_jobs.run_doc_method",
		doctype=doctype,
		name=name,
		doc_method=method,
		queue=queue,
		timeout=timeout,
		now=now,
		**kwargs,
	)


def run_doc_method(doctype, name, doc_method, **kwargs):
	return getattr(frappe.get_doc(doctype, name), doc_method)(**kwargs)


def is_job_enqueued(job_id):
	return any(job.job_id == job_id and job.status in ("queued", "started") for job in local.jobs)


def run_jobs():
	"""Run what is queued, each job in its own transaction; a failing one is logged and the rest go on."""
	if local.flags.running_jobs or local.flags.hold_jobs:
		return
	local.flags.running_jobs = True
	try:
		while waiting := [job for job in local.jobs if job.status == "queued"]:
			_run(waiting[0])
	finally:
		local.flags.running_jobs = False
		local.jobs[:] = [job for job in local.jobs if job.status in ("queued", "failed")]


def _run(job):
	job.status = "started"
	caller = frappe.session.user
	frappe.set_user(job.user)
	try:
		method = frappe.get_attr(job.method) if isinstance(job.method, str) else job.method
		result = method(**job.kwargs)
		frappe.db.commit()
		job.status = "finished"
		if job.on_success:
			frappe.call(job.on_success, job, None, result)
	except Exception:
		job.status = "failed"
		frappe.db.rollback()
		frappe.log_error(title=job.job_name)
		frappe.db.commit()
	finally:
		frappe.set_user(caller)


def execute_job(*args, **kwargs):
	raise NotImplementedError("frappe.utils.background_jobs.execute_job")
