"""What tests that write through another process leave in the database, and its removal."""

from pathlib import Path

import frappe

# Rewritten whole: they have no row a record, or change with every row that comes.
WHOLE = ("tabSeries", "tabSingles", "tabDefaultValue")


class Leftovers:
	"""Remembers which rows there are, and removes those that came later."""

	def __init__(self):
		frappe.db.rollback()
		self.tables = [table for table in frappe.db.get_tables(cached=False) if self._has_names(table)]
		self.names = {table: set(self._names(table)) for table in self.tables}
		self.whole = {table: frappe.db.sql(f"select * from `{table}`", as_dict=True) for table in WHOLE}

	def _has_names(self, table: str) -> bool:
		return table not in WHOLE and "name" in frappe.db.get_db_table_columns(table)

	def _names(self, table: str) -> list:
		return frappe.db.sql(f"select name from `{table}`", pluck=True)

	def remove(self):
		frappe.db.rollback()
		self.remove_files()
		for table in self.tables:
			later = [name for name in self._names(table) if name not in self.names[table]]
			if later:
				frappe.db.sql(f"delete from `{table}` where name in %s", [later])
		for table, rows in self.whole.items():
			frappe.db.sql(f"delete from `{table}`")
			for row in rows:
				columns = ", ".join(f"`{column}`" for column in row)
				marks = ", ".join(["%s"] * len(row))
				frappe.db.sql(f"insert into `{table}` ({columns}) values ({marks})", list(row.values()))
		frappe.db.commit()
		frappe.clear_cache()

	def remove_files(self):
		"""From the disk, where no file that was there before lies at the same place."""
		files = frappe.get_all("File", filters={"is_folder": 0}, fields=["name", "file_url"])
		kept = {file.file_url for file in files if file.name in self.names["tabFile"]}
		for file in files:
			if file.name not in self.names["tabFile"] and file.file_url and file.file_url not in kept:
				folder = "private" if file.file_url.startswith("/private/files/") else "public"
				name = Path(file.file_url).name
				Path(frappe.get_site_path(folder, "files", name)).unlink(missing_ok=True)
