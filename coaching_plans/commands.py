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


commands = [coaching_demo]
