"""What bench commands of an app take from Frappe."""

import functools
import sys

import click

import frappe
from frappe.types.frappedict import _dict


def pass_context(f):
	"""Hand the command bench's context: which sites it is to run on."""

	@click.pass_context
	@functools.wraps(f)
	def wrapper(ctx, *args, **kwargs):
		context = ctx.obj if ctx.obj is not None else {}
		context.setdefault("sites", [frappe.local.site])
		return ctx.invoke(f, _dict(context), *args, **kwargs)

	return wrapper


def get_site(context, raise_err=True):
	"""The first site of the context."""
	if context.sites:
		return context.sites[0]
	if raise_err:
		print("Please specify --site sitename")
		sys.exit(1)
	return None
