"""Commands of bench."""

import click

import frappe
from frappe.commands import get_site, pass_context


@click.command("coaching-demo")
@click.option("--people", default=120, show_default=True, help="How many employees the demo company has.")
@click.option("--seed", default=7, show_default=True, help="Another seed makes another company.")
@click.option("--remove", is_flag=True, help="Remove the demo, and all that was added to it, again.")
@pass_context
def coaching_demo(context, people: int, seed: int, remove: bool):
	"""Make a company with half a year of coaching, to look at the app with figures in it. Takes minutes."""
	from coaching_plans import demo

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		if remove:
			click.echo(f"Removed {demo.remove()} documents.")
		else:
			click.echo(f"Making a company of {people} people and half a year of their coaching ...")
			for what, value in demo.create(people, seed).items():
				click.echo(f"{what.replace('_', ' ')}: {value}")
		frappe.db.commit()
	except frappe.ValidationError as error:
		raise click.ClickException(str(error))
	finally:
		frappe.destroy()


@click.command("coaching-reminders")
@click.option("--date", "on", help="The day, as YYYY-MM-DD.  [default: today]")
@click.option("--preview/--send", default=True, help="Show what would go out (the default), or send it.")
@pass_context
def coaching_reminders(context, on: str | None, preview: bool):
	"""Show the reminders of a day, to whom and why; or send them, each once."""
	from coaching_plans import reminders

	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		if preview:
			_print_reminders(reminders.preview(on))
		else:
			outcome = reminders.send(on)
			click.echo(
				f"sent to: {outcome.sent}, already sent to: {outcome.already_sent}, failed: {outcome.failed}"
			)
			if not outcome.complete:
				raise click.ClickException("Not everybody could be reminded; see the Error Log of the site.")
	finally:
		frappe.destroy()


def _print_reminders(digests: list[dict]):
	for digest in digests:
		quiet = f", not sent: {digest.quiet}" if digest.quiet else ""
		click.echo(f"{digest.name} <{digest.email or 'no address'}>{quiet}")
		for reminder in digest.reminders:
			click.echo(f"  {reminder.kind}: {reminder.title}. {reminder.reason}")
	going = [digest for digest in digests if not digest.quiet]
	lines = sum(len(digest.reminders) for digest in going)
	click.echo(f"{len(going)} people, {lines} reminders; {len(digests) - len(going)} people are left alone")


commands = [coaching_demo, coaching_reminders]
